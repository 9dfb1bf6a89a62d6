"""A fictional hospital: its site file, people, stock, patients, and days as scenario files."""

from pathlib import Path

HOSPITAL = Path(__file__).parent
"""The folder of the sample hospital."""

SCENARIOS = HOSPITAL / "scenarios"
"""Days that can be replayed, each with its expected outcome."""

INFUSIONS = HOSPITAL / "infusions"
"""What happened to a pump, one file an infusion."""

READINESS = HOSPITAL / "readiness"
"""What is known of patients before a course, one file a patient."""
