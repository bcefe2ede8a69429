"""Answering ahead: what a person asks first is worked out while the page is still being opened."""

from threading import Thread
from typing import TYPE_CHECKING

from nemawashi import views
from nemawashi.errors import NemawashiError

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["warm"]


def warm(bench: "Workbench") -> Thread:
    """Start working out the first screen, then what each option does alone; a refusal is left to whoever asks for it."""

    def ahead() -> None:
        try:
            views.show(bench)
            for issue in bench.agenda.issues:
                for option in issue.options:
                    if not option.status_quo and option.priced:
                        views.effects(bench.at(package={issue.id: option.id}))
        except NemawashiError:
            return

    thread = Thread(target=ahead, name="nemawashi-warming", daemon=True)
    thread.start()
    return thread
