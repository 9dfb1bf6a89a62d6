"""Before a course: what is known of the patient, and whether they are ready."""

from pharmacy.readiness.assess import Readiness, Verdict, assess
from pharmacy.readiness.item import Item, Status
from pharmacy.readiness.workup import Workup

__all__ = ["Item", "Readiness", "Status", "Verdict", "Workup", "assess"]
