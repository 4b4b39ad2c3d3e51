"""`manage.py give_login EMPLOYEE_NUMBER`: a login for a person in the HR data."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from eligibility.services.workforce import give_login
from telework import clock
from telework.errors import CommandRefused
from telework.models import User


class Command(BaseCommand):
    help = "Give the person with EMPLOYEE_NUMBER a login; the password is asked for, or read from the input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("employee_number")
        parser.add_argument("--username", help="otherwise the employee number in small letters")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from the first line of the input"
        )

    def handle(
        self, *, employee_number: str, username: str | None, password_stdin: bool, **options: Any
    ) -> None:
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else getpass.getpass()
        try:
            validate_password(password)
            user = give_login(
                actor=User.objects.system(),
                now=clock.now(),
                employee_number=employee_number,
                username=username or employee_number.lower(),
                password=password,
            )
        except ValidationError as bad:
            raise CommandError(" ".join(bad.messages)) from bad
        except CommandRefused as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write(f"{user.get_full_name()} can sign in as {user.username}.")
