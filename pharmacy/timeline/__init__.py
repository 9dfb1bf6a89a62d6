"""One picture of a course: what comes before it, the infusion days, and what follows."""

from pharmacy.timeline.picture import Bar, Lane, Mark, Shape, Sign, Stretch, Timeline
from pharmacy.timeline.reckoning import timeline

__all__ = ["Bar", "Lane", "Mark", "Shape", "Sign", "Stretch", "Timeline", "timeline"]
