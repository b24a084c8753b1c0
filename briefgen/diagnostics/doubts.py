"""What each doubt means to an editor, and what mends it."""

from __future__ import annotations

MEANINGS: dict[str, tuple[str, str]] = {
    "strength-raised": (
        "Something is told as nearer to fact than the source tells it: planned as decided, expected as certain, possible as so.",
        "Take the source's strength: would, is to, plans, expects, may.",
    ),
    "strength-lowered": (
        "A plan or a duty is told as less than the source tells it: intends as hopes, must as may.",
        "Take the source's strength.",
    ),
    "word-too-strong": (
        "A strong word (promised, demanded, settled, ruled out) for which the paragraphs have only a weaker one of its row, or none.",
        "Use a word as strong as the source's.",
    ),
    "negation-one-side": ("One side negates what the other tells as so.", "Say what the source says, not its contrary."),
    "contrary-verb": ("A verb that is the contrary of the source's: accepted for rejected.", "Say what the source says, not its contrary."),
    "excerpt-cuts-negation": (
        "An excerpt that leaves out the “not”, “no” or “never” that belongs to its words.",
        "Begin or end the excerpt so that the word stands in it.",
    ),
    "excerpt-cuts-condition": (
        "An excerpt right after the “if” or “unless” that belongs to its words.",
        "Begin the excerpt so that the word stands in it.",
    ),
    "condition-lost": ("The source says it only on a condition, and the sentence has none.", "Say the condition too."),
    "condition-added": ("The sentence sets a condition of which the paragraphs cited know nothing.", "Say only the source's conditions."),
    "cause-swapped": ("The sentence gives as the reason what the source gives as the outcome.", "Look what is the cause of what."),
    "quantity-differs": ("All, most, many, some, few or none where the source has another of these.", "Take the source's quantity."),
    "bound-turned-round": ("“At least” for “at most”, or “at the latest” for “at the earliest”.", "Keep the source's bound."),
    "number-of-another-thing": (
        "A number that the source prints with something else, or a score or an order turned round.",
        "Look which number belongs to what.",
    ),
    "number-not-in-source": (
        "A number, year, day or fraction that no cited paragraph prints.",
        "Correct it, cite the paragraph that has it, or list it under `derived:` with the reason.",
    ),
    "date-not-borne": (
        "A date beside a sentence that does not follow from the words cited and the day they were written.",
        "Correct the date, cite the words that give it, or say with `derived:` how it follows.",
    ),
    "date-of-another-thing": (
        "A date in the sentence, where the clause of the source that tells the same has another.",
        "Correct the date, or cite the words that give it.",
    ),
    "actors-swapped": (
        "Who does it, or says it, is not who does it in the source; or the two sides stand the other way round.",
        "Look who does it, and to whom.",
    ),
    "office-not-beside-name": ("The words of an office do not stand beside its holder's name.", "Look whose office it is."),
    "place-not-borne": ("A place that the words cited do not name.", "Correct the place, or cite the words that name it."),
    "speaker-unnamed": (
        "Told as the medium's own words, where the source gives them to speakers without a name.",
        "Choose unnamed-officials, familiar-sources or observers.",
    ),
    "speaker-not-there": (
        "Told as said by a named official, in a statement or by sources, and the words cited give it to nobody such.",
        "Look who says it there.",
    ),
    "who-not-borne": ("A `who:` whose words the paragraphs do not have.", "Name the speaker in the source's words."),
    "move-not-borne": (
        "A move on an issue that no word of the sentence and of the source bears.",
        "Choose the move that the words make, or add the word to the desk's table.",
    ),
}
"""Code of a doubt → what it means, and what mends it."""
