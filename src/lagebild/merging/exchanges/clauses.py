"""A sentence cut into clauses, with its goods, its words of giving, and its names with the words that govern them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from lagebild.merging.exchanges.goods import Good, compounded, goods_in, is_followed_by_hyphen
from lagebild.merging.exchanges.told import Amount, Named, ToldSentence
from lagebild.merging.exchanges.words import Deed, Form, GivingWords, giving_words
from lagebild.reading.tokens import Tokens, tokens_of
from lagebild.world import lookup

_LIMITS = frozenset(",;:–—()")
_AND = frozenset({"und", "and", "but", "aber", "sondern"})
_LIST_REACH = 4
"""Tokens between a comma and the next good of a list: `, moderne und möglicherweise Drohnen`."""
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_MOST_BEFORE = 7
"""Tokens looked at before a noun for the preposition that governs it."""

BARE, GENITIVE, ADJECTIVE, DATIVE = "bare", "genitive", "adjective", "dative"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of giving or getting: tokens `[first, end)`; a compound brings its own good."""

    first: int
    end: int
    deed: Deed
    form: Form
    clause: int
    good: Good | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A name in tokens `[first, end)` with its cue: a preposition in lower case, or how it stands there without one."""

    first: int
    end: int
    side: str
    actor_id: str
    cue: str
    clause: int
    has_head: bool = False


class Clauses:
    """The clauses of one sentence."""

    def __init__(self, sentence: ToldSentence) -> None:
        self.sentence = sentence
        self.words: GivingWords = giving_words(sentence.lang)
        self.tokens: Tokens = tokens_of(sentence.text)
        self.lower = [word.lower() for word in self.tokens.words]
        self.amounts = [(*self._span(a.start, a.end), a) for a in sentence.amounts]
        self.goods = [g for g in goods_in(self.tokens, sentence.lang) if not is_followed_by_hyphen(self.tokens, g.end)]
        self.goods = [g for g in self.goods if not self._is_verb_after_all(g)]
        named = [(*self._span(n.start, n.end), n) for n in sentence.names]
        self._named = [(first, end, name) for first, end, name in named if first < end]
        self._in_name = {i for first, end, _ in self._named for i in range(first, end)}
        self._in_amount = {i for first, end, _ in self.amounts for i in range(first, end)}
        self.clause = self._clause_numbers()
        self.triggers = self._triggers()
        self.participants = [self._participant(first, end, name) for first, end, name in self._named]
        attributes = [p for p in self.participants if p.cue in (ADJECTIVE, GENITIVE)]
        self._attributes = {i for p in attributes for i in range(p.first, p.end)}

    def _is_verb_after_all(self, good: Good) -> bool:
        """Return whether an English word for a good stands where a verb does: `bombs the capital`."""
        following = self.lower[good.end : good.end + 1]
        return (
            self.sentence.lang == "en"
            and self.lower[good.first] in ("bombs", "ships", "arms", "mines", "fuels")
            and bool(self.words.of("small.determiners") & set(following))
        )

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that a place of the article covers, cut to the sentence."""
        offset = self.sentence.start
        return bisect_right(self.tokens.ends, start - offset), bisect_left(self.tokens.starts, end - offset)

    def start_of(self, token: int) -> int:
        """Return where a token starts in the article."""
        return self.sentence.start + self.tokens.starts[token]

    def end_of(self, token: int) -> int:
        """Return where a token ends in the article."""
        return self.sentence.start + self.tokens.ends[token]

    def amount_with(self, first: int, end: int) -> Amount | None:
        """Return the amount whose tokens meet `[first, end)`."""
        return next((a for begin, stop, a in self.amounts if begin < end and first < stop), None)

    def places(self, clause: int) -> range:
        """Return the tokens of a clause."""
        return range(bisect_left(self.clause, clause), bisect_right(self.clause, clause))

    def words_in(self, clause: int) -> list[str]:
        """Return the words of a clause in lower case."""
        places = self.places(clause)
        return self.lower[places.start : places.stop]

    def is_list_joint(self, end: int, first: int) -> bool:
        """Return whether only what joins a list stands in tokens `[end, first)`."""
        joiners = self.words.of("small.joiners")
        between = self.lower[end:first]
        return bool(between) and len(between) <= 4 and all(w == "," or w in joiners for w in between)

    def joins(self, i: int) -> bool:
        """Return whether the word at `i` joins two goods or two names."""
        before = {i - 1}
        after = set(range(i + 1, i + 2 + _LIST_REACH))
        goods = any(g.end - 1 in before for g in self.goods) and any(
            g.first in after and not self._has_verb(i + 1, g.first) for g in self.goods
        )
        return goods or (i - 1 in self._in_name and bool(after & self._in_name))

    def conjunct(self, i: int, clause: int) -> range:
        """Return the tokens of a clause that belong to the verb at `i`: up to an `and` that joins another verb."""
        places = self.places(clause)
        low, high = places.start, places.stop
        for k in places:
            if self.lower[k] in _AND and not self.joins(k):
                if k < i and not any(t.clause == clause and t.end <= k for t in self.triggers):
                    low = k
                if k > i:
                    high = k
                    break
        return range(low, high)

    def _clause_numbers(self) -> list[int]:
        numbers, number = [], 0
        good_ends = {g.end for g in self.goods}
        name_ends = {end for _, end, _ in self._named}
        starts = {g.first for g in self.goods}
        name_starts = {first for first, _, _ in self._named}
        for i, word in enumerate(self.tokens.words):
            is_limit = word in _LIMITS and not self._is_inside_number(i)
            if is_limit and word == ",":
                after = set(range(i + 1, i + 2 + _LIST_REACH)) & starts
                listed = i in good_ends and bool(after) and not self._has_verb(i + 1, min(after))
                is_limit = not (listed or (i in name_ends and i + 1 in name_starts))
            numbers.append(number)
            number += is_limit
        return numbers

    def _is_inside_number(self, i: int) -> bool:
        return i in self._in_amount or (
            0 < i < len(self.lower) - 1 and self.lower[i - 1][0].isdigit() and self.lower[i + 1][0].isdigit()
        )

    def _has_verb(self, first: int, end: int) -> bool:
        governing = self._prepositions() - {"of"}
        return any(w in self.words.forms or w in governing for w in self.lower[first:end])

    def _triggers(self) -> list[Trigger]:
        found: list[Trigger] = []
        place = 0
        while place < len(self.lower):
            trigger = self._trigger_at(place)
            if trigger is not None:
                found.append(trigger)
            place = trigger.end if trigger else place + 1
        return found

    def _trigger_at(self, i: int) -> Trigger | None:
        word, lower = self.tokens.words[i], self.lower[i]
        clause = self.clause[i]
        if self.sentence.lang == "de":
            if word[0].isupper():
                if lower in self.words.nouns:
                    return Trigger(i, i + 1, self.words.nouns[lower], Form.NOUN, clause)
                joined = compounded(word, frozenset(self.words.nouns))
                if joined is not None:
                    return Trigger(i, i + 1, self.words.nouns[joined[1]], Form.NOUN, clause, Good(i, i + 1, joined[0]))
                if i:
                    return None
        elif lower in self.words.nouns and self._is_english_noun(i):
            return Trigger(i, i + 1, self.words.nouns[lower], Form.NOUN, clause)
        return self._verb_at(i, lower, clause)

    def _is_english_noun(self, i: int) -> bool:
        if lower_forms := self.words.forms.get(self.lower[i]):
            before = self.lower[i - 1] if i else ""
            after = self.lower[i + 1] if i + 1 < len(self.lower) else ""
            if after in ("of", "to", "from", "by") and (
                before in self.words.of("small.determiners") or before == "s" or any(g.end == i for g in self.goods)
            ):
                return True
            if any(g.end == i for g in self.goods) and not any(f is Form.PARTICIPLE for _, f in lower_forms):
                return True
            return after == "of" and before not in ("to",) and i - 1 not in self._in_name
        return True

    def _verb_at(self, i: int, lower: str, clause: int) -> Trigger | None:
        if lower.startswith("zu"):
            pass
        forms = self.words.forms.get(lower)
        places = self.places(clause)
        ending = self.lower[i + 1 : places.stop]
        while ending and not ending[-1][0].isalnum():
            ending = ending[:-1]
        if lower in self.words.apart:
            deed, particles = self.words.apart[lower]
            if not particles or particles & set(ending[-2:]):
                return Trigger(i, i + 1, deed, Form.FINITE, clause)
        if forms is None:
            return None
        deed, form = self._form_here(forms, i)
        if form is Form.FINITE and ending and ending[-1] in self.words.of("particles.finite"):
            return None
        if "es" in self.lower[max(i - 1, 0) : i + 2] and lower in ("gibt", "gab", "gäbe"):
            return None
        return Trigger(i, i + 1, deed, form, clause)

    def _form_here(self, forms: tuple[tuple[Deed, Form], ...], i: int) -> tuple[Deed, Form]:
        """Return the form that fits where the word stands."""
        by_form = {form: deed for deed, form in forms}
        if self.sentence.lang == "de" and Form.PARTICIPLE in by_form and self.has_passive(self.clause[i]):
            return by_form[Form.PARTICIPLE], Form.PARTICIPLE
        if self.sentence.lang == "en" and Form.INFINITIVE in by_form and self.lower[max(i - 1, 0)] == "to":
            return by_form[Form.INFINITIVE], Form.INFINITIVE
        return forms[0]

    def has_passive(self, clause: int) -> bool:
        """Return whether a clause has a form of the verb that makes a passive."""
        return bool(self.words.of("small.passive") & set(self.words_in(clause)))

    def _participant(self, first: int, end: int, name: Named) -> Participant:
        clause = self.clause[first]
        text = self.sentence.text[self.tokens.starts[first] : self.tokens.ends[end - 1]]
        head_at = next((k for k in (end, end + 1, end + 2) if self._is_head(k)), None)
        glued = (
            end < len(self.lower) and self.lower[end] == "-" and self.tokens.starts[end] == self.tokens.ends[end - 1]
        )
        genitive = self._is_genitive(text, end)
        if head_at is not None and (name.is_adjective or genitive or glued):
            return Participant(
                first, end, name.side, name.actor_id, self._cue(first, genitive or glued), clause, has_head=True
            )
        if name.is_adjective or glued:
            return Participant(first, end, name.side, name.actor_id, ADJECTIVE, clause)
        cue = self._cue(first, genitive)
        if genitive and cue not in self.words.of("prepositions.behalf"):
            cue = GENITIVE
        return Participant(first, end, name.side, name.actor_id, cue, clause)

    def _is_head(self, i: int) -> bool:
        return i < len(self.lower) and (
            self.tokens.words[i] if self.sentence.lang == "de" else self.lower[i]
        ) in self.words.of("heads.words")

    def _is_genitive(self, text: str, end: int) -> bool:
        following = self.lower[end : end + 2]
        if self.sentence.lang == "en":
            return bool(following) and following[0] in ("'", "’") and (following[1:] == ["s"] or text.endswith("s"))
        if not text.endswith(("s", "’", "'")) or len(text) < 4:
            return False
        found = lookup(text[:-1], "de")
        next_word = self.tokens.words[end] if end < len(self.tokens.words) else "."
        return found is not None or next_word[0].isupper()

    def _cue(self, first: int, genitive: bool) -> str:
        """Return what governs the noun whose phrase has its name at token `first`."""
        prepositions = self._prepositions()
        small = self.words.of("small.determiners")
        i, looked, determiner = first - 1, 0, ""
        while i >= 0 and looked < _MOST_BEFORE and self.clause[i] == self.clause[first]:
            lower = self.lower[i]
            if lower in prepositions and i not in self._in_amount:
                if lower == "to" and i and self.lower[i - 1] == "according":
                    return "according"
                return lower
            if i in self._at_verb(i) or self._is_relative(i, first):
                break
            joins = lower in self.words.of("small.joiners") or lower == ","
            if joins and (i - 1 in self._in_name):
                owner = next((p for p in self._named if p[0] <= i - 1 < p[1]), None)
                return BARE if owner is None else self._cue(owner[0], genitive)
            if lower in small:
                determiner = lower
            elif not (i in self._in_amount or self._is_head(i) or self._is_adjective(i) or i in self._in_name):
                break
            i, looked = i - 1, looked + 1
        if self.sentence.lang == "en" or not determiner or genitive:
            return BARE
        return self._case(determiner, first, i)

    def _is_relative(self, i: int, first: int) -> bool:
        """Return whether the word at `i` is a relative pronoun, not the article of the name at `first`.

        States without an article never have one: `…, an das Norwegen Schiffe liefert`.
        """
        start = self.places(self.clause[i]).start
        follows_comma = start > 0 and self.lower[start - 1] == "," and i - start <= 1
        return (
            follows_comma
            and i == first - 1
            and self.lower[i] in self.words.of("small.relative")
            and not self.lower[first].startswith(tuple(self.words.of("small.with_article")))
        )

    def _at_verb(self, i: int) -> tuple[int, ...]:
        return (i,) if self.lower[i] in self.words.forms else ()

    def _case(self, determiner: str, first: int, before: int) -> str:
        """Return how a German noun with this article stands: after a noun `der` makes a genitive, else a dative."""
        after_noun = before >= 0 and self.tokens.words[before][0].isupper() and before > 0
        if determiner in self.words.of("small.oblique"):
            return (
                BARE
                if determiner == "den" and not self._is_plural(first)
                else DATIVE
                if determiner != "des"
                else GENITIVE
            )
        if determiner == "der":
            adjective = self.lower[first] if self._is_adjective(first) else ""
            feminine = self.lower[first].endswith(("union", "republik", "ei", "eu", "nato", "ukraine", "schweiz"))
            if feminine or adjective.endswith("en"):
                return GENITIVE if after_noun else DATIVE
        return BARE

    def _is_plural(self, first: int) -> bool:
        return self.lower[first] in ("usa", "niederlanden", "vereinigten", "philippinen", "emiraten", "malediven")

    def _is_adjective(self, i: int) -> bool:
        word = self.tokens.words[i]
        if self.sentence.lang == "en":
            return word.isalpha() and (word.endswith(("an", "ese", "ish", "al", "ous")) or i in self._in_name)
        return word.islower() and len(word) > 3 and word.endswith(_ADJECTIVE_ENDINGS)

    def _prepositions(self) -> frozenset[str]:
        return frozenset().union(
            *(self.words.of(f"prepositions.{kind}") for kind in ("giver", "receiver", "with", "other"))
        )

    def cue_of_good(self, good: Good) -> str:
        """Return the preposition that governs a good, or `bare`."""
        i = good.first - 1
        prepositions = self._prepositions()
        for _ in range(_MOST_BEFORE):
            if i < 0 or self.clause[i] != self.clause[good.first]:
                break
            lower = self.lower[i]
            if lower in prepositions and i not in self._in_amount:
                return lower
            listed = next((g for g in self.goods if g.end <= i + 1 and self.is_list_joint(g.end, i + 1)), None)
            if lower in self.words.of("small.joiners") or lower == ",":
                if listed is not None:
                    return self.cue_of_good(listed)
                break
            if not (
                lower in self.words.of("small.determiners")
                or i in self._in_amount
                or i in self._attributes
                or self._is_adjective(i)
                or lower.isdigit()
            ):
                break
            i -= 1
        return BARE
