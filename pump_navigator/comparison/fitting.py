"""Which device fits a wish, and which two go together; None where the data does not tell."""

from __future__ import annotations

from pump_navigator.comparison.wish import Wish
from pump_navigator.content.vocabulary import Device


def work_together(one: Device, other: Device) -> bool:
    """Whether two devices are listed as partners."""
    return other.id in one.works_with or one.id in other.works_with


def cleared(device: Device, wish: Wish) -> bool | None:
    """Whether it is cleared for the age and the type of diabetes; None where that is not known."""
    if wish.age is None and wish.diabetes_type is None:
        return True
    ages = {1: device.min_age.type1, 2: device.min_age.type2}
    asked = [ages[wish.diabetes_type]] if wish.diabetes_type else list(ages.values())
    known = [age for age in asked if age is not None]
    if not known:
        return None
    return wish.age is None or any(age <= wish.age for age in known)


def fits(device: Device, wish: Wish) -> bool | None:
    """Whether it is what the wish is after; None where the data does not tell."""
    checks: list[bool | None] = [cleared(device, wish)]
    if wish.form:
        checks.append(None if device.form is None else device.form == wish.form)
    if wish.water:
        checks.append(None if device.water is None else True)
    if False in checks:
        return False
    return None if None in checks else True
