"""An employee fills in every part of a request, by the labels that the pages show."""

from datetime import date

from agreements.policy import clauses, safety
from tests.journeys.visitor import Visitor

TELEWORK_DAYS = ("Tuesday", "Thursday")


def ask(employee: Visitor, start: date, password: str) -> str:
    """From the start page to the receipt; the number of the request."""
    begin(employee)
    number = number_in(employee)
    fill_in(employee, start)
    sign(employee, password)
    return number


def number_in(visitor: Visitor) -> str:
    """The agreement's number in the address of the page."""
    return visitor.page.url.partition("/agreements/")[2].partition("/")[0]


def begin(employee: Visitor) -> None:
    employee.go("My telework")
    employee.follow("Ask for a telework agreement")
    employee.reads("Authority", "Purpose", "Routine uses", "Is it voluntary?")
    employee.keep_picture("ask-start")
    employee.press("Begin")


def fill_in(employee: Visitor, start: date) -> None:
    """Every section in the order of the task list."""
    self_assessment(employee)
    employee.follow("Eligibility")
    employee.keep_picture("ask-eligibility")
    employee.press("Continue")
    schedule(employee, start)
    site(employee)
    communication(employee)
    records(employee)
    checklist(employee)
    equipment(employee)
    clause_answers(employee)
    acknowledgements(employee)
    employee.keep_picture("ask-tasks")


def self_assessment(employee: Visitor) -> None:
    employee.follow("Self-assessment")
    for question in clauses.SELF_ASSESSMENT:
        employee.choose(question.text, "Yes")
    employee.keep_picture("ask-self-assessment")
    employee.press("Save and continue")


def schedule(employee: Visitor, start: date) -> None:
    """Core telework on two days of each week; what it means is read before anything is saved."""
    employee.follow("Pattern and schedule")
    employee.choose("Which kind of telework do you ask for?", "Core")
    employee.write("First day", start.isoformat())
    employee.select("Your work schedule", "fixed")
    for week in (1, 2):
        for day in TELEWORK_DAYS:
            employee.select(f"Where you work on {day} of week {week}", "telework")
    means = employee.page.get_by_role("group", name="What your schedule means")
    if employee.has_scripts:
        means.get_by_text("4 in all: 2 in week 1, 2 in week 2").wait_for()
    else:
        employee.press("Show what this means")
    assert "4 in all" in means.inner_text()
    employee.keep_picture("ask-schedule")
    employee.press("Save and continue")


def site(employee: Visitor) -> None:
    employee.follow("Telework sites")
    employee.follow("Add a site")
    employee.choose("What kind of place is it?", "Home")
    employee.write("Your name for it", "Home")
    employee.write("Street address", "100 Example Street")
    employee.write("City", "Arlington")
    employee.select("State or territory", "VA")
    employee.write("ZIP code", "22201")
    employee.write("Where in it do you work?", "Study on the second floor")
    employee.keep_picture("ask-site")
    employee.press("Save and continue")
    employee.follow("Continue")


def communication(employee: Visitor) -> None:
    employee.follow("How you are reached")
    employee.write("How are you reached", "Telephone, mail and chat; I answer within an hour.")
    employee.write("At what hours?", "8 am to 4:30 pm")
    employee.keep_picture("ask-communication")
    employee.press("Save and continue")


def records(employee: Visitor) -> None:
    employee.follow("Records taken off site")
    employee.choose("Do you take records", "Yes")
    employee.choose("Are any of them classified?", "No")
    employee.write("Which records do you take?", "Draft reports, not sensitive.")
    employee.write("How do you protect them?", "In a locked case on the way, in a locked drawer at home.")
    employee.keep_picture("ask-records")
    employee.press("Save and continue")


def checklist(employee: Visitor) -> None:
    employee.follow("Safety checklist")
    employee.click(employee.main.get_by_role("link", name="Home, 100 Example Street"))
    for question in safety.QUESTIONS:
        employee.choose(question.text, "Yes")
    employee.tick("I have looked at this place myself")
    employee.keep_picture("ask-checklist")
    employee.press("Certify and continue")


def equipment(employee: Visitor) -> None:
    employee.follow("Equipment and remote access")
    employee.choose("How do you get into", "A Department laptop")
    employee.write("What is it?", "Laptop")
    employee.select("Whose is it?", "government")
    employee.write("Serial number", "GFE-2048")
    employee.keep_picture("ask-equipment")
    employee.press("Save and continue")


def clause_answers(employee: Visitor) -> None:
    employee.follow("Clauses")
    for clause in clauses.CLAUSES:
        employee.choose(clause.text, clause.choices[-1][1] if clause.code == "coop" else "Yes")
    employee.keep_picture("ask-clauses")
    employee.press("Save and continue")


def acknowledgements(employee: Visitor) -> None:
    employee.follow("Acknowledgements")
    for statement in clauses.EMPLOYEE_ACKNOWLEDGEMENTS:
        employee.tick(statement.text)
    employee.keep_picture("ask-acknowledgements")
    employee.press("Save and continue")


def sign(employee: Visitor, password: str) -> None:
    """Check, prove who is there, sign; ends on the receipt."""
    employee.follow("Check your answers")
    employee.reads("Ready to sign")
    employee.keep_picture("ask-check")
    employee.press("Continue to sign")
    employee.follow("Confirm that it is you")
    employee.keep_picture("confirm-identity")
    employee.write("Password", password)
    employee.press("Confirm")
    employee.tick("I have read the content above, and I sign it")
    employee.keep_picture("ask-sign")
    employee.press("Sign and submit")
    employee.keep_picture("ask-submitted")
