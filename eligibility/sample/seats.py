"""The shape of a made-up Department: who sits where, and who reports to whom."""

from dataclasses import dataclass, field
from itertools import cycle

from eligibility.sample.bureaus import CORE_CODES, JOINT_EXECUTIVE_OFFICES, SampleBureau, taken
from eligibility.sample.cast import CastMember, cast_of
from eligibility.sample.posts import POSTS, SamplePost
from telework.roles import ROLES, Role, Scope

SMALLEST = 30
SHARE_ABROAD = 0.12
# Every bureau outside the core begins with a head, an executive director, a coordinator and a small section.
BUREAU_BEGINS_WITH = 5
STAFF_OF_A_SECTION = 6
LEADS_UNDER_ONE = 7
# Whose management officer is one of the cast.
CHIEFS = {"BERLIN": "supervisor_abroad", "LONDON": "joint_officer_abroad"}


@dataclass(eq=False)
class Seat:
    """One place in the Department.

    leads  whether it is a supervisor's; rank  0 for staff, to 4 for the head of a bureau
    staff  how many report to it
    """

    title: str
    bureau: str
    reports_to: "Seat | None"
    post: SamplePost | None = None
    leads: bool = False
    rank: int = 0
    cast: CastMember | None = None
    staff: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.reports_to is not None:
            self.reports_to.staff += 1


@dataclass(frozen=True)
class Grant:
    """A role held by the person in a seat, for a bureau or a post or the Department."""

    seat: Seat
    role: Role
    bureau: str = ""
    post: str = ""


class Department:
    """Seats in the order of employee numbers, the cast first, and the roles that come with them."""

    def __init__(self, people: int) -> None:
        self.seats: list[Seat] = []
        self.grants: list[Grant] = []
        self.bureaus = taken(people)
        self.by_code: dict[str, Seat] = {}
        self._seat_cast(cast_of(people))
        self.heads = {
            "CA": self.by_code["bureau_head"],
            "EUR": self.by_code["other_bureau_head"],
            "GTM": self.by_code["director_general"],
            "M": self.by_code["under_secretary"],
        }
        for bureau in self.bureaus[len(CORE_CODES) :]:
            self._seat_beginning(bureau)
        self._seat_others(people - len(self.seats))
        self._share_personnel_work()

    def add(self, seat: Seat) -> Seat:
        self.seats.append(seat)
        return seat

    def _seat_cast(self, cast: tuple[CastMember, ...]) -> None:
        posts = {post.code: post for post in POSTS}
        for member in cast:
            seat = Seat(
                member.title,
                member.bureau,
                self.by_code.get(member.reports_to),
                posts.get(member.post),
                member.leads,
                4 if member.reports_to in ("", "under_secretary") else 2 if member.leads else 0,
                member,
            )
            self.by_code[member.code] = self.add(seat)
            for role in member.roles:
                is_bureau_role = role in (Role.EXECUTIVE_DIRECTOR, Role.COORDINATOR)
                bureau = member.bureau if is_bureau_role else ""
                is_posts_role = ROLES[role].scope is Scope.POST
                self.grants.append(Grant(seat, role, bureau, member.post if is_posts_role else ""))

    @property
    def staffed(self) -> frozenset[str]:
        """The posts whose human resources officer is one of the cast: nobody else is an officer there."""
        return frozenset(g.post for g in self.grants if g.role is Role.HR_OFFICER and g.seat.cast is not None)

    def _seat_beginning(self, bureau: SampleBureau) -> None:
        code = bureau.code
        title = "Director" if bureau.kind == "office" else "Assistant Secretary"
        head = self.heads[code] = self.add(
            Seat(title, code, self.by_code["under_secretary"], leads=True, rank=4)
        )
        shared = JOINT_EXECUTIVE_OFFICES.get(code)
        if shared in self.heads:
            executive = next(
                grant.seat
                for grant in self.grants
                if grant.role is Role.EXECUTIVE_DIRECTOR and grant.bureau == shared
            )
            self.add(Seat("Deputy Assistant Secretary", code, head, leads=False, rank=3))
        else:
            executive = self.add(Seat("Executive Director", code, head, leads=True, rank=3))
        coordinator = self.add(Seat("Telework Coordinator", code, executive))
        self.grants.append(Grant(executive, Role.EXECUTIVE_DIRECTOR, code))
        self.grants.append(Grant(coordinator, Role.COORDINATOR, code))
        chief = self.add(Seat("Branch Chief", code, head, leads=True, rank=1))
        member = self.add(Seat("", code, chief))
        for holder, role in (("MED", Role.MEDICAL_SERVICES), ("CGFS", Role.PAYROLL)):
            if code == holder:
                self.grants.append(Grant(member, role))

    def _seat_others(self, people: int) -> None:
        """Share out the rest by weight, those abroad among the posts of the regional bureaus."""
        shares = _shares(people, [bureau.weight for bureau in self.bureaus])
        regional = [n for n, bureau in enumerate(self.bureaus) if bureau.kind == "regional"]
        wanted = min(int(SHARE_ABROAD * (people + len(self.seats))), sum(shares[n] for n in regional))
        abroad = dict(zip(regional, _shares(wanted, [shares[n] for n in regional]), strict=True))
        for n, bureau in enumerate(self.bureaus):
            self._seat_abroad(bureau, abroad.get(n, 0))
            sections = [
                seat
                for seat in self.seats
                if seat.bureau == bureau.code and seat.leads and seat.rank <= 2 and seat.post is None
            ]
            _Tree(self, self.heads[bureau.code], sections).seat(shares[n] - abroad.get(n, 0))

    def _seat_abroad(self, bureau: SampleBureau, people: int) -> None:
        posts = [post for post in POSTS if post.bureau == bureau.code]
        used = posts[: max(1, people // 9)]
        for post, share in zip(used, _shares(people, [1] * len(used)), strict=True):
            if not share:
                continue
            first = len(self.seats)
            chief = self.by_code.get(CHIEFS.get(post.code, ""))
            if chief is None:
                chief = self.add(
                    Seat("Management Counselor", bureau.code, self.heads[bureau.code], post, True, 3)
                )
                self.grants.append(Grant(chief, Role.MANAGEMENT_OFFICER, post=post.code))
            _Tree(self, chief, [chief]).seat(share - (len(self.seats) - first))
            if post.code in self.staffed:
                continue
            officers = [seat for seat in self.seats[first:] if not seat.leads]
            for seat, role, title in zip(
                officers,
                (Role.SECURITY_OFFICER, Role.HR_OFFICER),
                ("Regional Security Officer", "Human Resources Officer"),
                strict=False,
            ):
                seat.title = title
                self.grants.append(Grant(seat, role, post=post.code))

    def _share_personnel_work(self) -> None:
        """Human resources specialists of GTM serve all bureaus, one in every ten bureaus."""
        specialists = [self.by_code["hr_specialist"]]
        others = [s for s in self.seats if s.bureau == "GTM" and not s.leads and s.cast is None]
        for seat in others[: len(self.bureaus) // 10]:
            seat.title = "Human Resources Specialist"
            specialists.append(seat)
        for bureau, seat in zip(self.bureaus, cycle(specialists), strict=False):
            self.grants.append(Grant(seat, Role.HR_SPECIALIST, bureau.code))


class _Tree:
    """Sections of one chief and about six others, under directors, under deputies, under one head."""

    def __init__(self, department: Department, head: Seat, sections: list[Seat]) -> None:
        self.department = department
        self.head = head
        self.sections = sections
        self.under_head = len(sections)
        self.directors: list[Seat] = []
        self.deputies: list[Seat] = []

    def seat(self, people: int) -> None:
        """Seat so many people more."""
        end = len(self.department.seats) + people
        while len(self.department.seats) < end:
            open_section = next((s for s in self.sections[-3:] if s.staff < STAFF_OF_A_SECTION), None)
            left = end - len(self.department.seats)
            if open_section is None and left < 3 and self.sections:
                open_section = min(self.sections[-3:], key=lambda section: section.staff)
            if open_section is not None:
                self._add("", open_section, rank=0)
            else:
                self._open_section()

    def _open_section(self) -> None:
        if self.under_head < LEADS_UNDER_ONE:
            self.under_head += 1
            self.sections.append(self._add("Branch Chief", self.head, rank=1))
        elif self.directors and self.directors[-1].staff < LEADS_UNDER_ONE:
            self.sections.append(self._add("Branch Chief", self.directors[-1], rank=1))
        elif self.deputies and self.deputies[-1].staff < LEADS_UNDER_ONE:
            self.directors.append(self._add("Office Director", self.deputies[-1], rank=2))
        else:
            self.deputies.append(self._add("Deputy Assistant Secretary", self.head, rank=3))

    def _add(self, title: str, reports_to: Seat, *, rank: int) -> Seat:
        return self.department.add(
            Seat(title, self.head.bureau, reports_to, self.head.post, leads=rank > 0, rank=rank)
        )


def _shares(total: int, weights: list[int]) -> list[int]:
    """`total` split by weight into whole numbers that add up to it."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: -(total * weights[n] % whole))
    for n in by_remainder[: total - sum(shares)]:
        shares[n] += 1
    return shares
