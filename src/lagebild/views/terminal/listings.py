"""What `lagebild show CASE WHAT` can show, declared: one query a listing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.errors import UsageError
from lagebild.views.disagreements import versions_query
from lagebild.views.exchanges import ledger_query
from lagebild.views.queryable import REPORTS, QueryableCase, name_of, names_of, opening_of


@dataclass(frozen=True, slots=True)
class View:
    """A listing that can be asked for: its query with `?` for each argument, the arguments and what it tells.

    Columns of the query take their headings from `labels.toml` where a label of that name exists. A view with
    `{name}` in its query gets the actor name of the language shown. `wanted` selects what the arguments name, under
    that name in the query; if it is nothing, `unknown` says so.
    """

    tells: str
    query: str
    arguments: tuple[str, ...] = ()
    empty: str = "nothing of that kind in this case"
    wanted: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def as_records(self) -> list[dict[str, object]]:
        """Return one dictionary a row, for JSON."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


_ARTICLE = f"coalesce(nullif(a.title, ''), {opening_of('a')})"

_NAME = "{name}"
_PUBLISHED = "coalesce(a.published, a.published_earliest)"


VIEWS: dict[str, View] = {
    "articles": View(
        "the articles with date, outlet and title",
        f"""SELECT article_id, coalesce(published, published_earliest) AS earliest,
                   coalesce(published, published_latest) AS latest, published_basis AS basis,
                   published_confidence AS confidence,
                   outlet, lang, {_ARTICLE} AS title, duplicate_of
            FROM articles_current a ORDER BY earliest NULLS LAST, uri, article_id""",
    ),
    "actors": View(
        "the actors, those in most articles first, and behind them what else has a name",
        """SELECT coalesce({name}, name) AS actor, kind, country, sector, n_articles, n_mentions, actor_id AS id
           FROM actors ORDER BY kind = 'MISC', n_articles DESC, n_mentions DESC, actor, id""",
    ),
    "actor": View(
        "who an actor is and where it is named: every mention with its sentence",
        """SELECT coalesce(a.{name}, a.name) AS actor, a.kind, a.country, m.text,
                  t.published, t.outlet,
                  substr(t.text, s.start + 1, s."end" - s.start) AS sentence, d.score AS confidence, d.reason,
                  (SELECT list(DISTINCT role ORDER BY role) FROM roles r WHERE r.actor_id = m.actor_id) AS role,
                  m.article_id, m.row_id AS id
           FROM mentions m JOIN wanted USING (actor_id) JOIN actors a USING (actor_id)
           JOIN articles_current t USING (article_id)
           LEFT JOIN sentences s ON s.article_id = m.article_id AND s.start <= m.start AND m.start < s."end"
           LEFT JOIN actor_members d ON d.entity_id = m.entity_id
           ORDER BY published NULLS LAST, m.article_id, m.start""",
        ("NAME",),
        wanted="""SELECT actor_id FROM actors
           WHERE lower(?1) IN (lower(actor_id), lower(name), lower(name_de), lower(name_en))
              OR list_contains(list_transform(aliases, lambda a: lower(a)), lower(?1))""",
        unknown="no actor of that name; `lagebild show CASE actors` lists them",
    ),
    "timeline": View(
        "who did what to whom and when: one line an event, by date; `show CASE event ID` unfolds its reports",
        f"""SELECT e.earliest, e.latest, {names_of("e.sources", _NAME)} AS who, e.type,
                   {names_of("e.targets", _NAME)} AS whom, e.realis, e.place,
                   substr(a.text, s.start + 1, s."end" - s.start) AS sentence, a.outlet, a.published,
                   e.n_articles, e.n_independent, e.n_mentions, e.confidence, e.event_id AS id
            FROM events e JOIN event_mentions m ON m.mention_id = e.label_mention_id
            JOIN articles_current a ON a.article_id = m.article_id
            LEFT JOIN sentences s ON s.article_id = m.article_id AND s.sentence_id = m.sentence_id
            ORDER BY coalesce(e.earliest, {_PUBLISHED}) NULLS LAST, e.event_id""",
    ),
    "event": View(
        "the reports of an event: every sentence that tells of it, and why it counts as the same",
        f"""SELECT a.published, a.outlet, substr(a.text, s.start + 1, s."end" - s.start) AS sentence,
                   e.text AS trigger, e.type, e.realis, {names_of("e.sources", _NAME)} AS who,
                   {names_of("e.targets", _NAME)} AS whom, e.earliest, e.latest, e.place_text AS place,
                   coalesce({name_of("q.speaker_actor_id", _NAME)}, q.speaker_text) AS said_by,
                   d.score AS confidence, d.reason, e.article_id, e.mention_id AS id
            FROM event_mentions e JOIN wanted USING (event_id) JOIN articles_current a USING (article_id)
            JOIN event_members d USING (mention_id)
            LEFT JOIN sentences s USING (article_id, sentence_id)
            LEFT JOIN quotations q USING (quotation_id)
            ORDER BY {_PUBLISHED} NULLS LAST, e.article_id, e.start, e.row_id""",
        ("ID",),
        wanted="SELECT event_id FROM events WHERE starts_with(event_id, ?1)",
        unknown="no event of that id; `lagebild show CASE timeline` lists them",
    ),
    "quotes": View(
        "who says what, how and how sure",
        f"""SELECT coalesce({name_of("q.speaker_actor_id", _NAME)}, q.speaker_text) AS speaker, q.kind, q.modality,
                   q.cue_text AS cue, q.text, a.outlet, a.published, q.confidence, q.article_id,
                   q.quotation_id AS id
            FROM quotations q JOIN articles_current a USING (article_id)
            ORDER BY {_PUBLISHED} NULLS LAST, q.article_id, q.start""",
    ),
    "relations": View(
        "what the articles say the relation of two actors is, from -2 (hostile) to 2 (very close)",
        f"""SELECT {name_of("r.actor_a", _NAME)} AS actor_a, {name_of("r.actor_b", _NAME)} AS actor_b,
                   r.dimension, r.value, r.change, {name_of("r.holder_actor_id", _NAME)} AS holder, r.text, a.outlet,
                   a.published, r.confidence, r.article_id, r.row_id AS id
            FROM relations r JOIN articles_current a USING (article_id)
            ORDER BY {_PUBLISHED} NULLS LAST, r.article_id, r.start""",
    ),
    "exchanges": View(
        "who gives what to whom: one line an exchange, with its amount, whose claim it is and the sentence behind it",
        ledger_query(_NAME),
        empty="no exchange found in this case",
    ),
    "outlook": View(
        "what may come: conditionals and forecasts with who holds them, and the later events that bear them out",
        f"""SELECT o.kind, coalesce({name_of("o.holder_actor_id", _NAME)}, o.holder_text) AS holder,
                   o.condition_text AS condition, coalesce(o.consequence_text, o.text) AS consequence, a.outlet,
                   a.published, o.status, w.follow_up, f.score AS likelihood, o.confidence, o.article_id,
                   o.row_id AS id, o.follow_up AS follow_up_ids
            FROM outlooks o JOIN articles_current a USING (article_id)
            LEFT JOIN (
                SELECT p.row_id,
                    list(substr(b.text, s.start + 1, s."end" - s.start) ORDER BY e.earliest, e.event_id) AS follow_up
                FROM (SELECT DISTINCT row_id, unnest(follow_up) AS event_id FROM outlooks) p
                JOIN events e USING (event_id) JOIN {REPORTS} m ON m.mention_id = e.label_mention_id
                JOIN articles_current b ON b.article_id = m.article_id
                JOIN sentences s ON s.article_id = m.article_id AND s.sentence_id = m.sentence_id
                GROUP BY p.row_id) w ON w.row_id = o.row_id
            LEFT JOIN stored.follow_ups f ON f.row_id = o.row_id
            ORDER BY {_PUBLISHED} NULLS LAST, o.article_id, o.start""",
    ),
    "disagreements": View(
        "where sources disagree: every version of a number, day, office, speaker or event with its sentence",
        versions_query(_NAME),
        empty="no disagreement found in this case",
    ),
    "times": View(
        "the time expressions with their TIMEX3 value and interval",
        f"""SELECT x.text, x.type, x.value, x.earliest, x.latest, x.anchor, x.confidence, {_ARTICLE} AS article,
                   x.article_id, x.row_id AS id
            FROM times x JOIN articles_current a USING (article_id)
            ORDER BY coalesce(published, published_earliest) NULLS LAST, x.article_id, x.start""",
    ),
    "numbers": View(
        "the quantities with bounds, unit and what they measure, those of one thing below each other",
        f"""SELECT q.text, q.operator, q.low, q.high, q.unit, q.measure,
                   coalesce({name_of("q.actor_id", _NAME)}, q.owner_text) AS actor,
                   coalesce({name_of("q.holder_actor_id", _NAME)}, u.speaker_text) AS holder, d.relation,
                   {_PUBLISHED} AS published, q.confidence, {_ARTICLE} AS article, q.article_id,
                   q.row_id AS id, d.row_id AS disagreement_id
            FROM quantities q JOIN articles_current a USING (article_id)
            LEFT JOIN quotations u ON u.quotation_id = q.quotation_id
            LEFT JOIN (SELECT row_id, relation, unnest(versions) AS v FROM disagreements WHERE kind = 'quantity') d
                ON d.v.article_id = q.article_id AND d.v.start = q.start AND d.v."end" = q."end"
            ORDER BY d.row_id NULLS LAST, q.measure, q.unit, actor, published NULLS LAST, q.article_id, q.start""",
    ),
    "dating": View(
        "how the date of an article was found: the chain of evidence, step by step",
        f"""SELECT d.step, d.rule, d.text AS evidence, o.outlet,
                  coalesce(nullif(o.title, ''), {opening_of("o")}) AS other_article,
                  substr(o.text, d.other_start + 1, d.other_end - d.other_start) AS other_text,
                  d.earliest, d.latest, d.confidence
           FROM datings d JOIN wanted USING (article_id) LEFT JOIN articles o ON o.article_id = d.other_article_id
           ORDER BY d.article_id, d.step""",
        ("ARTICLE",),
        "no steps: nothing dates this article",
        wanted="""SELECT article_id FROM articles_current
           WHERE starts_with(article_id, ?1) OR uri = ?1 OR ends_with(uri, '/' || ?1)""",
        unknown="no article of that id or address; `lagebild show CASE articles` lists them",
    ),
}


def listing_of(case: QueryableCase, what: str, arguments: Sequence[str], lang: str) -> Listing:
    """Return what is asked of the case; raises `UsageError` for an unknown view or missing arguments."""
    view = VIEWS.get(what)
    if view is None:
        raise UsageError(f"cannot show {what!r}; choose from: {', '.join(VIEWS)}")
    if len(arguments) != len(view.arguments):
        wanted = " ".join(view.arguments) or "no further words"
        raise UsageError(f"`show CASE {what}` takes {wanted}, got {' '.join(arguments) or 'nothing'}")
    query = view.query.replace("{name}", "name_de" if lang == "de" else "name_en")
    if view.wanted:
        if not case.sql(view.wanted, list(arguments)).fetchall():
            raise UsageError(view.unknown, place=" ".join(arguments))
        query = f"WITH wanted AS ({view.wanted}) {query}"
    relation = case.sql(query, list(arguments))
    return Listing(tuple(relation.columns), tuple(tuple(row) for row in relation.fetchall()))
