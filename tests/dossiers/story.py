"""Random people taking random verbs on one dossier: what must hold whatever they do."""

from datetime import timedelta
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from motcua.ward.models import Centre
from tests.dossiers import deeds, walk
from tests.dossiers.walk import Stage, Walk

people = st.sampled_from(walk.PEOPLE)
dice = st.randoms(use_true_random=False)


class Story(RuleBasedStateMachine):
    """One dossier, everybody at once; set `stage` before use."""

    stage: Stage
    steps = 0
    count = 0

    @initialize(code=st.sampled_from(walk.CODES), dice=dice)
    def comes_in(self, code: str, dice: Random) -> None:
        """The dossier comes in."""
        Story.count += 1
        self.walk = Walk(self.stage, code, f"story-{Story.count:04}", dice)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        """Nothing happens for a while."""
        self.walk.at += timedelta(hours=hours)

    @rule(verb=st.sampled_from(deeds.OFTEN), who=people, dice=dice)
    def anybody_does_anything(self, verb: str, who: str, dice: Random) -> None:
        self.walk.take(verb, who, dice)

    @rule(verb=st.sampled_from(deeds.OFTEN), dice=dice)
    def the_right_one_does_anything(self, verb: str, dice: Random) -> None:
        self.walk.take(verb, self.walk.right_one(), dice)

    @rule(verb=st.sampled_from(deeds.RARELY), who=people, luck=st.integers(1, 8))
    def somebody_ends_it(self, verb: str, who: str, luck: int) -> None:
        """Rarely done, so that stories get far."""
        if luck == 1:
            self.walk.take(verb, who, Random(1))

    @rule(dice=dice)
    def the_right_one_goes_on(self, dice: Random) -> None:
        self.walk.go_on(dice)

    @rule(who=people, back=st.integers(1, 3), dice=dice)
    def act_on_a_stale_page(self, who: str, back: int, dice: Random) -> None:
        """An old page never changes anything, whoever sends it."""
        assert not self.walk.take("hand_over", who, dice, stale_by=back)

    @rule(luck=st.integers(1, 5), dice=dice)
    def the_calendar_changes(self, luck: int, dice: Random) -> None:
        """A day is closed after promises were given."""
        if luck == 1:
            self.walk.change_calendar(dice)

    @invariant()
    def everything_agrees(self) -> None:
        """States, steps, pauses, promises, audit and outbox tell one story."""
        Story.steps += 1
        assert self.walk.disagreements() == [], self.walk.verbs


def story_of(centre: Centre) -> type[Story]:
    """The machine for this centre and its cast."""
    return type("StoryHere", (Story,), {"stage": walk.stage_of(centre)})
