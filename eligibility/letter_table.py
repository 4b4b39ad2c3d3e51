"""Every letter by the name of its template: what it is about, who gets it at once, and whom it only informs.

What carries papers or dates for the calendar goes at once whoever reads it, so it informs nobody here.
"""

from eligibility.letter_kinds import LetterKind, Reader

E, S, C = Reader.EMPLOYEE, Reader.SUPERVISOR, Reader.COORDINATOR
D, N, P, X = Reader.DECIDER, Reader.NEXT_LEVEL, Reader.PART_TAKER, Reader.OFFICE

REQUESTS = {
    "request_received": LetterKind("A request is sent: its receipt", informs=(E,)),
    "request_written_for_you": LetterKind("The coordinator wrote a request for somebody", (E,)),
    "decision_needed": LetterKind("A request waits for a decision", (D,)),
    "decision_made": LetterKind("One office has approved, and the request goes on", informs=(E,)),
    "request_returned": LetterKind("A request is returned for changes", (E,)),
    "request_denied": LetterKind("A request is denied", (E,), informs=(S,)),
    "request_withdrawn": LetterKind("A request is taken back", informs=(S, P)),
    "request_of_leaver": LetterKind("Whoever asked has left the Department", informs=(S, P)),
    "look_again_asked": LetterKind("The next level is asked to look again at a denial", (N, P)),
    "decision_taken_back": LetterKind("A decision is taken back", (E, S, D, P)),
    "advice_needed": LetterKind("Advice is asked for", (D,)),
    "advice_given": LetterKind("The advice that was asked for is there", (D,)),
    "adviser_left": LetterKind("Whoever was asked for advice has left", (D, C)),
    "signature_needed": LetterKind("Terms that another office decided wait for a signature", (S,)),
    "sent_back": LetterKind("Whoever is to sign sends the terms back", (D,), informs=(E,)),
    "office_vacant": LetterKind("Nobody can decide on a request", (C,)),
    "step_passed_on": LetterKind("A step is passed on to somebody else", informs=(E, S, P)),
    "step_reminder": LetterKind("An answer is due or late", (D,)),
    "step_overdue": LetterKind("An answer is late: those who see to it", (N, C)),
}

AGREEMENTS = {
    "agreement_approved": LetterKind("Everyone has approved", (E, S, C)),
    "start_held": LetterKind("A rule of eligibility holds the start", (E, S), informs=(C,)),
    "agreement_started": LetterKind("An agreement takes effect", (E,), informs=(S,)),
    "agreement_taken_in": LetterKind("An agreement from before is put on file", (E, S)),
    "notice_given": LetterKind("Notice is given", (E, S, C)),
    "notice_moved": LetterKind("A closure moves the last day of a notice", (E, S, C)),
    "notice_withdrawn": LetterKind("A notice is taken back", (E,), informs=(S, C)),
    "agreement_ended": LetterKind("An agreement has ended", (E, S), informs=(C, X)),
    "work_site_back": LetterKind("An end makes the regular work site official again: SF-50", (X, C)),
    "trial_declined": LetterKind("The employee declines a trial", informs=(S, C, P)),
    "trial_decided": LetterKind("A trial goes on, or ends on its day", (E,), informs=(P,)),
}

TERMS = {
    "changes_received": LetterKind("Changed terms are sent: their receipt", informs=(E,)),
    "changes_withdrawn": LetterKind("Changed terms are taken back", (E,), informs=(S, P)),
    "changes_refused": LetterKind("Changed terms are refused", (E,)),
    "terms_proposed": LetterKind("Other terms are proposed to the employee", (E,)),
    "terms_signed": LetterKind("The employee signs what was proposed", informs=(S, P)),
    "terms_accepted": LetterKind("Everyone has accepted changed terms", (E, S, C)),
    "terms_in_effect": LetterKind("Changed terms take effect", (E,), informs=(S,)),
    "adjustment_given": LetterKind("The supervisor adjusts the terms with notice", (E,), informs=(C,)),
    "adjustment_moved": LetterKind("A closure moves the day of adjusted terms", (E,), informs=(S, C)),
}

SUSPENSIONS = {
    "agreement_suspended": LetterKind("The law itself suspends an agreement", (E, S), informs=(C,)),
    "agreement_set_aside": LetterKind("Another agreement takes its place for a time", (E, S), informs=(C,)),
    "agreement_resumed": LetterKind("A suspension is over", (E, S), informs=(C, X)),
    "suspended_by_management": LetterKind("Management suspends an agreement", (E, S), informs=(C, P)),
    "suspension_extended": LetterKind("A suspension lasts longer", (E, S), informs=(C, P)),
    "suspension_decision_due": LetterKind("What follows a suspension is to be decided", (S, D)),
    "post_status_suspended": LetterKind("The status of a post suspends telework there", (E, S, C, X)),
}

REVIEWS = {
    "review_opened": LetterKind("A review is opened because something changed", (E, S, C)),
    "review_continues": LetterKind("A review is answered: the agreement goes on", (E,)),
    "review_late": LetterKind("A review is late", (S, N, C)),
    "yearly_opened": LetterKind("The yearly review is open", (E, S, C)),
    "yearly_reminder": LetterKind("The yearly review lacks a signature", (E, S)),
    "yearly_missed": LetterKind("The yearly review is missed", (E, S, N, C)),
}

THINGS = {
    "loan_asked": LetterKind("An agreement lists equipment to lend", (D,)),
    "loan_decided": LetterKind("A loan is confirmed or declined", (E,), informs=(C,)),
    "loan_overdue": LetterKind("Equipment on loan is overdue", (E, S, C)),
    "injury_reported": LetterKind("An injury at the telework site is reported", (S, C)),
    "injury_receipt": LetterKind("The receipt for a report of an injury", (E,)),
}

EVACUATIONS = {
    "evacuation_recorded": LetterKind("The days of an evacuation are recorded", (E,)),
    "evacuation_extended": LetterKind("An evacuation lasts longer", (E,)),
    "evacuation_shortened": LetterKind("An evacuation ends earlier", (E, S)),
}

OVERSEAS = {
    "submission_needed": LetterKind("A request goes to the chief of mission: submit it", (D,)),
    "deto_submitted": LetterKind("A request was submitted to the chief of mission", (E,)),
    "deto_nsdd38_copy": LetterKind("The security officer's copy of an NSDD-38 request", (X,)),
    "answer_needed": LetterKind("The chief of mission's answer is to be recorded", (D,)),
    "deto_copy": LetterKind("Copies of an agreement overseas, to the offices that keep them", (X,)),
    "deto_copy_missing": LetterKind("A copy has no address to go to", (X,)),
    "deto_checklist": LetterKind("A safety checklist overseas is certified", (E, C)),
    "deto_task_reminder": LetterKind("A task overseas is due", (E, D, C)),
    "deto_task_overdue": LetterKind("A task overseas is late", (E, S, D, N, C)),
    "deto_task_done": LetterKind("A task overseas is done", informs=(E,)),
    "orders_amended": LetterKind("The orders of the spouse or partner are amended", (E, S, C, X)),
    "approval_withdrawn": LetterKind("The chief of mission withdraws the approval", (E, S, C, X)),
    "waiver_granted": LetterKind("The status of a post is waived", (E,), informs=(S, C, X)),
    "waiver_withdrawn": LetterKind("A waiver is taken back", (E, S, C, X)),
}

ELIGIBILITY = {
    "eligibility_outcome": LetterKind("Eligibility is determined", (E,)),
    "exception_granted": LetterKind("Management excepts somebody from a rule", (E,), informs=(S,)),
    "exception_ended": LetterKind("An exception ends", (E, S, P)),
    "designation_made": LetterKind("Somebody is designated ineligible", (E, S)),
    "designation_ended": LetterKind("A designation ends", (E,), informs=(S, P)),
    "decision_look_again": LetterKind("The day has come to look again at such a decision", (P,)),
    "fact_stated": LetterKind("The supervisor states something about the work", (E,)),
    "entered_fact_ended": LetterKind("A fact that was entered ends", (E, S, P)),
    "dispute_raised": LetterKind("Somebody says that a fact is wrong", (D,)),
    "dispute_answered": LetterKind("The answer about a fact", (E,)),
    "dispute_overdue": LetterKind("The answer about a fact is overdue", (D, C)),
    "correction_arrived": LetterKind("A corrected fact shows now", (E,)),
    "correction_missing": LetterKind("A corrected fact does not show yet", (E, D, C)),
    "certificate_waiting": LetterKind("A certificate waits to be checked", (D,)),
    "certificate_checked": LetterKind("A certificate was checked", (E,)),
    "manager_course_needed": LetterKind("A supervisor lacks the course for managers", (S,)),
}

ROLES = {
    "role_granted": LetterKind("A role is granted", (E, X)),
    "role_ended": LetterKind("A role ends", (E, X)),
    "delegation_given": LetterKind("Somebody is asked to decide in another's place", (D,)),
    "delegation_withdrawn": LetterKind("A delegation is taken back or given back", (D, P)),
    "daily_letter": LetterKind("What only informs, in one letter a day", (E,)),
    "audit_sealed": LetterKind("The seal of the audit record, to the records officer", (X,)),
}

GROUPS: dict[str, dict[str, LetterKind]] = {
    "Requests and who decides": REQUESTS,
    "Agreements from approval to end": AGREEMENTS,
    "Changed terms": TERMS,
    "Suspensions": SUSPENSIONS,
    "Reviews": REVIEWS,
    "Equipment and injuries": THINGS,
    "Evacuations": EVACUATIONS,
    "Overseas": OVERSEAS,
    "Eligibility and courses": ELIGIBILITY,
    "Roles, delegations, the record": ROLES,
}
LETTERS: dict[str, LetterKind] = {name: kind for group in GROUPS.values() for name, kind in group.items()}
