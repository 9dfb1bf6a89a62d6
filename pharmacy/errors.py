"""One family of errors, each of which says what is wrong, what was expected, what was got, and what to do."""

from enum import StrEnum

from pharmacy.language import Language, Text


class Code(StrEnum):
    """Why something was refused: stable names that programs and scenarios rely on."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> "Code":
        """Give each code its meaning beside its name."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        return code

    # what was typed or put in a file
    NOT_A_NUMBER = "not-a-number", "a typed number cannot be used"
    UNKNOWN_ZONE = "unknown-zone", "there is no such time zone"
    NOT_A_DATE = "not-a-date", "a typed day or time cannot be used"
    MISSING = "missing", "something that is needed was left empty"
    TOO_LONG = "too-long", "a typed text is longer than the record or its label can hold"
    BAD_FILE = "bad-file", "a protocol, policy, site, scenario or logger file is wrong or missing"
    UNKNOWN_PERSON = "unknown-person", "no such badge"
    UNKNOWN_PATIENT = "unknown-patient", "no such record number or wristband"
    UNKNOWN_BAG = "unknown-bag", "no such bag"
    UNKNOWN_PLACE = "unknown-place", "no such place in the site file"
    # protocol and site policy
    VALUES_UNSIGNED = "values-unsigned", "no pharmacist has signed the protocol and site policy"
    VALUES_CHANGED = "values-changed", "another version of the values was signed since this station read them"
    VALUES_DIFFER = "values-differ", "the values in the files are not the ones that the signer has read"
    VALUES_ALTERED = "values-altered", "the signed values in the database are not what was signed"
    # courses
    COURSE_NUMBER = "course-number", "there is no such course of treatment"
    COURSE_ORDER = "course-order", "the course does not follow the one before it"
    COURSE_INTERVAL = "course-interval", "less than 12 months since the end of the course before"
    COURSE_EXISTS = "course-exists", "the patient already has this course"
    ACTIVITY_NOT_CONFIRMED = (
        "activity-not-confirmed",
        "a 3rd or 4th course without evidence of disease activity",
    )
    UNDER_AGE = "under-age", "the patient is under 18"
    TWO_BAGS_ONE_DAY = "two-bags-one-day", "a second live bag for a patient on one day"
    RECORD_NUMBER = "record-number", "a record number that the hospital does not give"
    PATIENT_EXISTS = "patient-exists", "the record number or wristband belongs to somebody already"
    LOCAL_TIME = "local-time", "a clock time that does not exist, or exists twice, on that day"
    PAST_DAY = "past-day", "a course cannot begin on a day that is over"
    # before a course
    CONTRADICTION = "contradiction", "two entries or answers about a patient cannot both be true"
    NOT_READY = "not-ready", "something that a course needs first is not met"
    READINESS_UNKNOWN = "readiness-unknown", "something that a course needs first is not known"
    # infusion
    INFUSION_TIME = "infusion-time", "an infusion shorter than 4 h or longer than 8 h"
    INFUSION_VOLUME = "infusion-volume", "a volume that cannot be infused"
    INFUSION_RATE = "infusion-rate", "a rate above what the protocol allows at this moment of the infusion"
    INFUSION_STEP = "infusion-step", "something that cannot happen to the infusion as it is now"
    # scans
    UNREADABLE = "unreadable", "a scan that cannot be trusted"
    WRONG_KIND = "wrong-kind", "a scan of something else than what is wanted"
    # the bag's life
    ILLEGAL_ACTION = "illegal-action", "the bag's state does not allow the act"
    STEP_ORDER = "step-order", "not the next step of the preparation"
    CHANGED_MEANWHILE = "changed-meanwhile", "the bag is no longer as the screen showed it"
    WRONG_PRODUCT = "wrong-product", "the scanned product is not the one wanted"
    UNKNOWN_LOT = "unknown-lot", "nothing of this lot was ever received"
    UNKNOWN_PRODUCT = "unknown-product", "the scanned product was never enrolled"
    EXPIRED = "expired", "the vial or diluent is past its expiry"
    RECALLED = "recalled", "the lot has been recalled"
    NOT_RECEIVED = "not-received", "the vial or diluent was never received into stock"
    ALREADY_RECEIVED = "already-received", "the vial's serial is already in stock"
    CODE_DISAGREES = "code-disagrees", "lot or expiry differ from what was received under this code"
    VIAL_USED = "vial-used", "the vial's serial was used before"
    VIAL_REJECTED = "vial-rejected", "the vial was rejected or destroyed"
    WRONG_BAG = "wrong-bag", "the scanned label belongs to another bag"
    WRONG_PIECE = "wrong-piece", "the cover label where the bag label is wanted, or the other way round"
    VOID_COPY = "void-copy", "an earlier copy of a label, void since a later one was printed"
    NOT_PRINTED = "not-printed", "the label has not been printed"
    TOO_LATE = "too-late", "the bag's day is over, or the concentrate was drawn too long ago"
    PROTOCOL_CHANGED = (
        "protocol-changed",
        "the order was verified under another protocol or policy, for another time or for other facts",
    )
    TOO_EARLY = "too-early", "a bag mixed now would be over before its infusion is planned to start"
    PAST_START_BEFORE = "past-start-before", "the bag's time is over"
    OUTSIDE_POLICY = (
        "outside-policy",
        "out of the refrigerator, uncovered or unread for longer than policy allows",
    )
    QUARANTINED = "quarantined", "whether the bag stayed cold and dark is in doubt"
    WRONG_PLACE = "wrong-place", "a place of another kind than the act needs"
    READING_EXISTS = "reading-exists", "another temperature is recorded for that place and moment"
    IMPOSSIBLE_VALUE = "impossible-value", "a measured value that nobody can have measured"
    # the bedside
    BEDSIDE_STOP = "bedside-stop", "the bedside check says STOP"
    ALREADY_STARTED = "already-started", "somebody else has started this bag"
    NOTHING_TO_OVERRIDE = "nothing-to-override", "the item passes, or policy lets nobody override it"
    OBSERVATION_RUNS = "observation-runs", "the observation after the infusion is not over"
    NO_REASON = "reason-missing", "a reason is needed and was not given"
    # after a course
    NO_FOLLOW_UP = "no-follow-up", "nothing was given to the patient yet after which anything could be due"
    FUTURE_DAY = "future-day", "a day that is still to come, for something that is done"
    BEFORE_COURSE_END = "before-course-end", "a day before the end of the last course"
    CHECK_EXISTS = "check-exists", "the same check, or the same answers, are recorded for that day already"
    # people
    NOT_YOUR_ROLE = "not-your-role", "the act belongs to another role"
    WRONG_PIN = "wrong-pin", "badge and PIN do not belong together"
    LAST_WRONG_PIN = "last-wrong-pin", "the wrong PIN after which the badge waits"
    LOCKED_OUT = "locked-out", "too many wrong PINs; wait"
    SELF_RELEASE = "self-release", "the one who prepared the bag cannot release it"
    SELF_WITNESS = "self-witness", "two different people are needed"
    PERSON_EXISTS = "person-exists", "the badge belongs to somebody already"
    NAME_EXISTS = "name-exists", "somebody who works here has this name already"
    PERSON_LEFT = "person-left", "the badge of somebody who does not work here any more"
    LAST_ADMINISTRATOR = "last-administrator", "without this person nobody could add people"
    NOT_WAITING = "not-waiting", "the badge does not wait after wrong PINs"
    WEAK_PIN = "weak-pin", "a PIN that anybody would guess, or that does not change"
    SIGNED_IN_ELSEWHERE = "signed-in-elsewhere", "the badge has signed in at another window since"
    SIGNED_OUT = "signed-out", "the badge was signed out from elsewhere, or got a new PIN"
    PIN_FIRST = "pin-first", "nobody has used the window for long: who is there has to say so"
    # the audit
    CHECKPOINT = "checkpoint", "the audit's checkpoint could not be signed or kept"
    BAD_ANCHOR = "bad-anchor", "a typed anchor is not one that a document can carry"
    BAD_WEEK = "bad-week", "there is no such week"
    # the machine
    CLOCK_BEHIND = "clock-behind", "the clock shows a moment before the last recorded act"
    DATABASE_MISSING = "database-missing", "there is no database at that address"
    DATABASE_EXISTS = "database-exists", "there already is a database at that address"
    DATABASE_BUSY = "database-busy", "the database is locked by another program"
    DATABASE_READ_ONLY = "database-read-only", "the database cannot be written"
    DATABASE_FULL = "database-full", "the disk is full"
    DATABASE_NEWER = "database-newer", "the database was made by a newer alemprep"
    DATABASE_OLDER = "database-older", "the database was made by an older alemprep"
    DATABASE_FOREIGN = "database-foreign", "the file is not an alemprep database, or is damaged"
    DATABASE_UNREACHABLE = "database-unreachable", "the database server does not answer"
    DATABASE_BROKEN = "database-broken", "the database did not answer"
    PROGRAM_FAILED = "program-failed", "a mistake in the program, or a database that somebody edited"
    BACKUP = "backup", "no backup was made: of what is not whole, or where none can be kept"
    PRINTER = "printer", "the document was not printed"
    NO_GLYPH = "no-glyph", "a character that the document's font cannot print"
    LABEL_OVERFLOW = "label-overflow", "a text is too long for its place on the label"
    BAD_CODE = "bad-code", "a code that no scanner could read back as it was meant"
    NOT_ARCHIVAL = "not-archival", "a document that would not be readable for years, as PDF/A demands"
    NOT_MIXED = "not-mixed", "a label exists only for a mixed bag"


class AlemprepError(Exception):
    """Something a person can do something about. Shown in their language, never as a traceback."""

    def __init__(
        self,
        code: Code,
        what: Text,
        *,
        expected: Text | None = None,
        got: Text | None = None,
        advice: Text,
        source: str = "",
        bad_input: bool = False,
        field: str = "",
    ) -> None:
        super().__init__(code, what)
        self.code = code
        """The stable reason."""
        self.what = what
        """What is wrong, in one sentence."""
        self.expected = expected
        """What would have been right."""
        self.got = got
        """What was there instead."""
        self.advice = advice
        """What to do next."""
        self.source = source
        """Where the rule stands, as in the protocol file; empty for a rule of the house."""
        self.bad_input = bad_input
        """Whether the input was unusable (exit code 2) rather than refused by a rule (1)."""
        self.field = field
        """Which of the act's arguments was at fault, where it was one; a form puts the cursor there."""
        self.event: int | None = None
        """The audit event that recorded it, once it is recorded."""

    def lines(self, language: Language = Language.ENGLISH) -> list[str]:
        """The refusal as a person reads it, a line each."""
        labels = _LABELS[language]
        parts = [self.what.in_(language)]
        for label, part in zip(labels, (self.expected, self.got, self.advice), strict=True):
            if part is not None:
                parts.append(f"{label}: {part.in_(language)}")
        if self.source:
            parts.append(f"({self.source})")
        return parts

    def parts(self, language: Language) -> dict[str, str]:
        """The refusal as it was shown, part by part; what it does not say is left out."""
        said = {"what": self.what, "expected": self.expected, "got": self.got, "advice": self.advice}
        return {name: part.in_(language) for name, part in said.items() if part is not None}

    def message(self, language: Language = Language.ENGLISH) -> str:
        """All of it in one line."""
        return " · ".join(self.lines(language))

    def __str__(self) -> str:
        return self.message()


_LABELS = {
    Language.ENGLISH: ("expected", "got", "what now"),
    Language.SPANISH: ("se esperaba", "se obtuvo", "qué hacer"),
}


class Refusal(AlemprepError):
    """A rule says no. Nothing has changed."""


class Trouble(AlemprepError):
    """The machine says no: database, disk, printer, file. Nothing has been half-done."""
