"""Sentences, made from facts and nowhere else: headlines, verdicts, how to read a chart, what it says without a picture."""

from __future__ import annotations

from charts.words.alternative import alternative
from charts.words.approximate import why_approximate
from charts.words.areas import standing
from charts.words.attention import clause, in_brief, item, none_with, rules, would_help
from charts.words.brief import beside_brief, brief, fact_word
from charts.words.changes import PARTS, change_in_words, flip_word, late, since_in_brief, unknown, what_changed
from charts.words.chart import (
    counts,
    cut_label,
    how_to_read,
    how_to_read_table,
    of_table,
    on_the_axis,
    redrawn,
    subject,
    subtitle,
    unit_line,
    usual_range,
)
from charts.words.codes import CODES, MARKS, MEANINGS, bar, direction_word, mark, word  # fmt: skip
from charts.words.control import no_signal, proposal, rule_of_proposals, signals
from charts.words.counting import counted, have, in_words, listed, lower, tally, upper
from charts.words.figures import aimed, exactly, period, plain, with_unit
from charts.words.flags import flags_in_words
from charts.words.indicator import beside_england, card_line, finding, indicator_headline, latest, of_bodies, why_not
from charts.words.lenses import LENS_NAMES, LENS_SAYS, LENSES, agreement, lens_state, of_lenses
from charts.words.likely_questions import likely_questions
from charts.words.matrix import (
    LEGENDS,
    SHORT,
    cell_in_words,
    column_name,
    counts_in_words,
    entry_in_words,
    part_name,
    plural,
    row_name,
    whole_name,
    whole_title,
)
from charts.words.methods import ground, method
from charts.words.newest import arrow, change_since, figure, newest_period, number_and_unit, period_of, place_of
from charts.words.plausibility import odd_in_words
from charts.words.questions import looked_at, question_in_words, with_questions
from charts.words.sources import (
    cited,
    joined_from,
    newest_from,
    published_by,
    publisher,
    released,
    released_on,
    source,
    sources,
    without_address,
)
from charts.words.strategy import (
    SURE,
    aim_needs,
    beside_the_aim,
    beside_the_count,
    coverage,
    how_sure,
    in_recording,
    is_named,
    part_finding,
    part_headline,
    strategy_headline,
    why_not_judged,
    without_figures,
)
from charts.words.support import about, about_parts, subjects, support, talk, talk_briefly, talk_pieces
from charts.words.targets import target_in_words
from charts.words.verdicts import both_rates, caution, cautions, reason
from charts.words.view_headline import facts_are_of, is_of_the_gap, view_headline
from charts.words.writing import (
    NO_CAUSE,
    OVERDUE,
    STATES,
    STORY_PARTS,
    action_line,
    actions_in_brief,
    beginning,
    change_line,
    figure_then,
    older_than_figures,
    stands,
    story_lines,
    then_and_now,
    written_by,
)

__all__ = [
    "CODES", "LEGENDS", "LENSES", "LENS_NAMES", "LENS_SAYS", "MARKS", "MEANINGS", "NO_CAUSE", "OVERDUE", "PARTS",
    "SHORT", "STATES", "STORY_PARTS", "SURE", "about", "about_parts", "action_line", "actions_in_brief", "agreement",
    "aim_needs", "aimed", "alternative",
    "arrow", "bar", "beginning", "beside_brief", "beside_england", "beside_the_aim",
    "beside_the_count", "both_rates", "brief", "card_line", "caution",
    "cautions", "cell_in_words", "change_in_words", "change_line", "change_since", "cited", "clause", "column_name", "counted",
    "counts", "counts_in_words", "coverage", "cut_label", "direction_word", "entry_in_words", "exactly", "fact_word", "facts_are_of",
    "figure", "figure_then", "finding", "flags_in_words", "flip_word", "ground", "have", "how_sure", "how_to_read",
    "how_to_read_table", "in_brief", "in_recording", "in_words", "indicator_headline", "is_named", "is_of_the_gap", "item",
    "joined_from", "late", "latest", "lens_state", "likely_questions", "of_lenses",
    "listed", "looked_at", "lower", "mark", "method",
    "newest_from", "newest_period", "no_signal", "none_with",
    "number_and_unit", "odd_in_words", "of_bodies", "of_table", "older_than_figures",
    "on_the_axis", "part_finding", "part_headline", "part_name", "period", "period_of", "place_of", "plain", "plural", "proposal",
    "published_by", "publisher", "question_in_words", "reason", "redrawn", "released", "released_on", "row_name",
    "rule_of_proposals", "rules", "with_unit", "signals", "since_in_brief", "source", "sources", "standing", "stands",
    "story_lines", "strategy_headline", "subject", "subjects", "subtitle", "support", "talk", "talk_briefly",
    "talk_pieces", "tally", "target_in_words", "then_and_now", "unit_line", "unknown", "upper", "usual_range",
    "view_headline", "what_changed", "whole_name", "whole_title", "why_approximate", "why_not", "why_not_judged", "with_questions",
    "without_address", "without_figures", "word", "would_help", "written_by",
]  # fmt: skip
