#!/usr/bin/env python3
"""Draws patterns by lot, asks Python 3.11's `re` about each, and writes `regexes.json`: `python3.11 regexes.py`.

A case is [pattern, text, flags, answer]: where each match and its groups lie, counted in characters,
or "error" where Python calls the pattern one.
"""

import json
import random
import re
import warnings
from pathlib import Path

ATOMS = ["a", "b", "A", ".", r"\d", r"\w", r"\s", r"\b", "^", "$", "[ab]", "[^a]", r"\W", r"\S", "-", "é", r"\n", r"\.",
         "[a-c]", "(?:|a)", r"[\w-]", r"\Z", r"\A", "(?i:a)", "{", "}", "[]a]", r"\B"]
REPEATS = ["", "", "", "", "*", "+", "?", "*?", "+?", "{2}", "{1,2}", "{,2}", "??", "*+", "{0,1}?"]
GROUPS = ["(", "(", "(?:", "(?=", "(?!", "(?>", "(?P<n>", "(?<=a", "(?<!b"]
REFERENCES = [r"\1", "(?P=n)", "(?(1)a|b)"]
TEXTS = ["", "a", "ab", "aab", "ba b", "aAbB", "a\nb", "a-b\n", "éa1 b", "abab", "aaa", "b\n\n", "{a}", "a{,2}"]
FLAGS = [0, 0, re.IGNORECASE, re.MULTILINE, re.DOTALL]


def pattern(draw, depth):
    text = ""
    for _ in range(draw.randint(1, 3)):
        lot = draw.random()
        if depth > 0 and lot < 0.35:
            text += draw.choice(GROUPS) + pattern(draw, depth - 1) + ")"
        else:
            text += draw.choice(REFERENCES if lot < 0.42 else ATOMS)
        text += draw.choice(REPEATS)
    return text + ("|" + pattern(draw, max(depth - 1, 0)) if draw.random() < 0.25 else "")


def answer(compiled, text):
    spans = [[match.span(group) for group in range(compiled.groups + 1)] for match in compiled.finditer(text)]
    return [[None if span == (-1, -1) else span for span in match] for match in spans]


def main():
    warnings.simplefilter("ignore")
    draw = random.Random(11)
    cases = []
    while len(cases) < 1000:
        case = [pattern(draw, 2), draw.choice(TEXTS), int(draw.choice(FLAGS))]
        try:
            cases.append(case + [answer(re.compile(case[0], case[2]), case[1])])
        except re.error:
            # Half of what is drawn is no pattern; some of it is enough.
            if draw.random() < 0.3:
                cases.append(case + ["error"])
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases)
    Path(__file__).with_name("regexes.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


main()
