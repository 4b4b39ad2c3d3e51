"""The files about workplaces: bureaus, posts, positions."""

from collections.abc import Iterator, Mapping

from eligibility.hr_feed.columns import Fault, FeedFile, column, reference
from eligibility.hr_feed.kinds import CODE, FLAG, MAIL, NUMBER, TIME_ZONE, Value, choice, pattern, text
from eligibility.models import Bureau, Position, Post

ORGANIZATIONS = FeedFile(
    "organizations.csv",
    "a bureau, or an office with its own executive director",
    Bureau,
    ("code",),
    (
        column("code", "symbol of the bureau, such as EUR", CODE, required=True),
        column("name", "name of the bureau", text(160), required=True),
        column("kind", "what it is", choice(*Bureau.Kind.values), required=True),
        column("telework_mailbox", "shared mailbox of the telework coordinator", MAIL, blank=""),
    ),
    has_names=True,
)

POSTS = FeedFile(
    "posts.csv",
    "a post abroad",
    Post,
    ("code",),
    (
        column("code", "code of the post", CODE, required=True),
        column("name", "name of the post", text(120), required=True),
        column(
            "country", "country", pattern("[A-Z]{2}", "a country code of two capital letters"), required=True
        ),
        reference(
            "bureau",
            "regional bureau",
            CODE,
            field="bureau",
            key="code",
            refers_to="organizations.csv",
            required=True,
        ),
        column("time_zone", "time zone of the post", TIME_ZONE, required=True),
    ),
    has_names=True,
)


def _position_faults(row: Mapping[str, Value]) -> Iterator[Fault]:
    if row["post"] is not None and row["in_washington_area"]:
        yield "in_washington_area", "A position at a post abroad is not in the Washington area."


POSITIONS = FeedFile(
    "positions.csv",
    "a position of record",
    Position,
    ("number",),
    (
        column("number", "number of the position", NUMBER, required=True),
        column("title", "title of the position", text(120), required=True),
        reference(
            "bureau", "bureau", CODE, field="bureau", key="code", refers_to="organizations.csv", required=True
        ),
        reference(
            "post",
            "post, for a position abroad",
            CODE,
            field="post",
            key="code",
            refers_to="posts.csv",
            blank_means="a domestic position",
        ),
        column("office_symbol", "symbol of the office", text(30), blank=""),
        column("service", "personnel system", choice(*Position.Service.values), required=True),
        column("pay_plan", "pay plan, such as GS or FP", text(4), blank=""),
        column("grade", "grade", text(4), blank=""),
        column("occupational_code", "occupational series or skill code", text(8), blank=""),
        column("is_supervisory", "whether it is a supervisor's position", FLAG, required=True),
        column("bargaining_unit", "bargaining unit", text(20), blank="", blank_means="in none"),
        column(
            "duty_station_code",
            "duty station, block 38 of the SF-50",
            pattern("[A-Z0-9]{9}", "a code of nine digits or capital letters"),
            blank="",
        ),
        column("duty_station_name", "duty station, block 39 of the SF-50", text(120), blank=""),
        column("locality_pay_area", "locality pay area of the duty station", text(120), blank=""),
        column(
            "in_washington_area",
            "whether the duty station is where Inauguration Day is a holiday: the District of Columbia; "
            "Montgomery and Prince George's Counties, Maryland; Arlington and Fairfax Counties, Alexandria "
            "and Falls Church, Virginia",
            FLAG,
            required=True,
        ),
        column(
            "classified_handling",
            "how often the duties need direct handling of classified material",
            choice(*Position.ClassifiedHandling.values),
            blank="",
            blank_means="not known",
        ),
        column(
            "onsite_activity",
            "how often the duties need activity on site",
            choice(*Position.OnsiteActivity.values),
            blank="",
            blank_means="not known",
        ),
        column(
            "onsite_activity_portable",
            "whether that activity can be handled remotely or at an alternate site",
            FLAG,
            blank_means="not known",
        ),
    ),
    _position_faults,
    has_names=True,
)
