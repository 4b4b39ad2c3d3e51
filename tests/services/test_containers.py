"""The image and the compose file, as far as they can be proved without an engine (docs/containers.md)."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
APPLICATION = ("migrate", "web", "worker", "beat")
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}
# ${NAME:?message}, ${NAME:-default} or ${NAME}
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?:(:[?-])([^}]*))?\}")
READ_FROM_THE_ENVIRONMENT = re.compile(r"""(?:env\.\w+|_required_in_production)\(\s*f?"([A-Z_]+)\"""")


class Missing(Exception):
    """A variable without which compose refuses to start."""


def interpolated(**environment: str) -> dict[str, Any]:
    """The compose file as the engine reads it."""

    def value(found: re.Match[str]) -> str:
        name, sort, text = found.groups()
        if environment.get(name):
            return environment[name]
        if sort == ":?":
            raise Missing(name)
        assert sort == ":-", f"{name} has neither a value nor a default"
        return str(text)

    lines = [line for line in COMPOSE.splitlines() if not line.lstrip().startswith("#")]
    read: dict[str, Any] = YAML(typ="safe", pure=True).load(VARIABLE.sub(value, "\n".join(lines)))
    return read


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    required = {name for name, sort, _ in VARIABLE.findall(COMPOSE) if sort == ":?"}
    return interpolated(**{name: f"the-{name}" for name in required})


def test_compose_file_follows_its_schema() -> None:
    command = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [*command, ROOT / "docker-compose.yml"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_misspelt_key_would_be_found(tmp_path: Path) -> None:
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.replace("healthcheck:", "helthcheck:"), encoding="utf-8")
    command = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", "vendor.compose-spec"]
    assert subprocess.run([*command, wrong], capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("name", sorted(SECRETS | {"ALLOWED_HOSTS", "SITE_URL"}))
def test_nothing_starts_without(name: str) -> None:
    others = (SECRETS | {"ALLOWED_HOSTS", "SITE_URL"}) - {name}
    with pytest.raises(Missing, match=name):
        interpolated(**dict.fromkeys(others, "given"))


def test_secrets_have_no_default_anywhere() -> None:
    for name, sort, _ in VARIABLE.findall(COMPOSE):
        if name in SECRETS:
            assert sort == ":?", name
    outside = [line for line in DOCKERFILE.splitlines() if "SECRET_KEY" in line]
    assert len(outside) == 1, "one step of the build needs settings; they must not be kept"
    assert outside[0].startswith("RUN export ")
    assert not [
        line for line in DOCKERFILE.splitlines() if line.startswith(("ARG", "ENV")) and "SECRET" in line
    ]


def test_what_is_handed_to_the_application_is_what_its_settings_read(compose: dict[str, Any]) -> None:
    settings = (ROOT / "telework" / "settings.py").read_text(encoding="utf-8")
    read = set(READ_FROM_THE_ENVIRONMENT.findall(settings))
    handed = set(compose["services"]["web"]["environment"])
    assert handed <= read
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "CELERY_BROKER_URL"} <= handed
    assert "ETELEWORK_MODE" not in handed  # production, unless somebody says otherwise


def test_services_share_one_image_and_wait_for_the_migration(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {*APPLICATION, "postgres", "redis", "mail"}
    for name in APPLICATION:
        assert services[name]["image"] == services["web"]["image"]
        assert services[name]["read_only"]
        assert services[name]["cap_drop"] == ["ALL"]
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert services[name]["depends_on"]["redis"]["condition"] == "service_healthy"
    assert services["migrate"]["command"] == ["python", "manage.py", "migrate", "--no-input"]
    assert services["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert services["migrate"]["restart"] == "no"


def test_redis_keeps_what_it_has_accepted(compose: dict[str, Any]) -> None:
    redis = compose["services"]["redis"]
    command = " ".join(redis["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command
    assert redis["volumes"] == ["redis:/data"]


def test_only_the_web_server_and_the_mail_catcher_are_reachable_and_only_from_the_machine(
    compose: dict[str, Any],
) -> None:
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert set(ports) == {"web", "mail"}
    assert all(port.startswith("127.0.0.1:") for published in ports.values() for port in published)


def test_image_runs_as_nobody_in_particular_and_checks_its_health() -> None:
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001$", last_stage, re.MULTILINE)
    assert "HEALTHCHECK" in last_stage
    assert '"-m", "telework.probe"' in last_stage
    assert (ROOT / "telework" / "probe.py").is_file()


def test_what_the_image_installs_is_locked() -> None:
    installs = re.findall(r"pip install[^&\n]*", DOCKERFILE)
    assert installs
    assert all("--require-hashes -r requirements" in install for install in installs)
    assert "npm ci --ignore-scripts" in DOCKERFILE


def test_demonstration_tests_and_data_stay_out_of_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"demo", "tests", "var", ".*", "*.env"} <= set(ignored)
