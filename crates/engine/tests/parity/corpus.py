"""Graphs of node types that builtin and ComfyUI share. `record.py` asks the real server about each."""


def node(class_type, **inputs):
    return {"class_type": class_type, "inputs": inputs}


def shown(*nodes):
    """Nodes 1 to n, the last one's first output shown by a PreviewAny called `out`."""
    graph = {str(number): it for number, it in enumerate(nodes, 1)}
    graph["out"] = node("PreviewAny", source=[str(len(nodes)), 0])
    return graph


def flags(**changed):
    return {"case_insensitive": False, "multiline": False, "dotall": False} | changed


def match(string, pattern, **changed):
    return shown(node("RegexMatch", string=string, regex_pattern=pattern, **flags(**changed)))


def extract(string, pattern, mode, group_index=1, **changed):
    return shown(node("RegexExtract", string=string, regex_pattern=pattern, mode=mode,
                      group_index=group_index, **flags(**changed)))


def replace(string, pattern, by, **changed):
    return shown(node("RegexReplace", string=string, regex_pattern=pattern, replace=by, **flags(**changed)))


def case(string, mode):
    return shown(node("CaseConverter", string=string, mode=mode))


def trim(string, mode):
    return shown(node("StringTrim", string=string, mode=mode))


def cut(string, start, end):
    return shown(node("StringSubstring", string=string, start=start, end=end))


def compare(a, b, mode, case_sensitive=True):
    return shown(node("StringCompare", string_a=a, string_b=b, mode=mode, case_sensitive=case_sensitive))


def contains(string, substring, case_sensitive=True):
    return shown(node("StringContains", string=string, substring=substring, case_sensitive=case_sensitive))


def preview(source):
    return {"out": node("PreviewAny", source=source)}


def long_text(pieces):
    return shown(node("PrimitiveString", value="Straße ǆ " * pieces), node("StringLength", string=["1", 0]))


GRAPHS = {
    # Primitives, and how values become text.
    "string": shown(node("PrimitiveString", value="Grüße 🧂")),
    "string from an int": shown(node("PrimitiveString", value=7)),
    "string from a float": shown(node("PrimitiveString", value=1.0)),
    "string from true": shown(node("PrimitiveString", value=True)),
    "string from null": shown(node("PrimitiveString", value=None)),
    "string from an object": shown(node("PrimitiveString", value={"a": [1, 2.5, True, None, "it's", 'a "q"', "é\n\t\\"]})),
    "string from a wrapped list": shown(node("PrimitiveString", value={"__value__": [1, "x"]})),
    "multiline string": shown(node("PrimitiveStringMultiline", value="a\nb\r\nc")),
    "int": shown(node("PrimitiveInt", value=-42)),
    "int from text": shown(node("PrimitiveInt", value=" 1_000 ")),
    "int from a float is cut": shown(node("PrimitiveInt", value=-12.9)),
    "int from true": shown(node("PrimitiveInt", value=True)),
    "int at its maximum": shown(node("PrimitiveInt", value=9223372036854775807)),
    "float": shown(node("PrimitiveFloat", value=2.5)),
    "float from an int": shown(node("PrimitiveFloat", value=3)),
    "float small": shown(node("PrimitiveFloat", value=0.00001)),
    "float just not small": shown(node("PrimitiveFloat", value=0.0001)),
    "float large": shown(node("PrimitiveFloat", value=123456789012345680.0)),
    "float just not large": shown(node("PrimitiveFloat", value=1234567890123456.0)),
    "float third": shown(node("PrimitiveFloat", value=0.3333333333333333)),
    "float negative zero": shown(node("PrimitiveFloat", value=-0.0)),
    "float from text": shown(node("PrimitiveFloat", value=" 1_0e-3 ")),
    "float from nan text": shown(node("PrimitiveFloat", value="nan")),
    "boolean true": shown(node("PrimitiveBoolean", value=True)),
    "boolean from any text": shown(node("PrimitiveBoolean", value="false")),
    "boolean from empty text": shown(node("PrimitiveBoolean", value="")),
    "boolean from zero": shown(node("PrimitiveBoolean", value=0)),
    "boolean from an empty object": shown(node("PrimitiveBoolean", value={})),
    # PreviewAny.
    "preview of text": preview("plain"),
    "preview of null": preview(None),
    "preview of an int": preview(12),
    "preview of a float": preview(1e100),
    "preview of a boolean": preview(False),
    "preview of an object": preview({"name": "Zoë", "tags": ["a", 1, 1.0, True, None], "none": [], "nothing": {}}),
    "preview of a wrapped list": preview({"__value__": ["a", {"b": 1e-7}]}),
    # Concatenate, length, substring.
    "concatenate": shown(node("StringConcatenate", string_a="a", string_b="b", delimiter=", ")),
    "concatenate without delimiter": shown(node("StringConcatenate", string_a="a", string_b="b")),
    "length counts code points": shown(node("StringLength", string="Zoë 🧂 e\u0301")),
    "length of a longer text": long_text(300),
    "substring": cut("Hello, 🧂 salt", 7, 8),
    "substring negative": cut("abcdef", -3, -1),
    "substring beyond": cut("abc", -10, 99),
    "substring crossed": cut("abc", 2, 1),
    # Case.
    "upper": case("straße ﬁ ŉ ǆ ἀδελφός", "UPPERCASE"),
    "lower": case("ΟΔΥΣΣΕΥΣ ΣΑΣ. İ ẞ", "lowercase"),
    "capitalize": case("ǆungla ÉCOLE ßA", "Capitalize"),
    "capitalize a sharp s": case("ßtraße", "Capitalize"),
    "capitalize a final sigma": case("ΣΑΣ", "Capitalize"),
    "title": case("they're bill's 3d-films ὀδυσσεύς x_y ǆ ﬁn", "Title Case"),
    "title of upper case": case("HELLO WORLD ΟΔΟΣ", "Title Case"),
    "title after digits and marks": case("1st a\u0301b ªb ⅷb ⓐb", "Title Case"),
    "case of a mode that is none": case("aB", "sPoNgE"),
    # Trim.
    "trim both": trim(" \t\u00a0\u3000x y\u2028\x1c\n ", "Both"),
    "trim left": trim("\x1f\x85 x ", "Left"),
    "trim right": trim(" x\u200b\u2003", "Right"),
    "trim of a mode that is none": trim(" x ", "Middle"),
    # Replace, contains, compare.
    "replace": shown(node("StringReplace", string="aXbXc", find="X", replace="--")),
    "replace nothing": shown(node("StringReplace", string="ab🧂", find="", replace="-")),
    "contains": contains("Hello World", "World"),
    "contains not": contains("Hello World", "world"),
    "contains in any case": contains("ΟΔΟΣ", "οδοσ", False),
    "contains in any case, sharp s": contains("STRASSE", "straße", False),
    "compare equal": compare("a", "a", "Equal"),
    "compare starts in any case": compare("HELLO", "hel", "Starts With", False),
    "compare ends": compare("hello", "LLO", "Ends With"),
    "compare of a mode that is none": compare("a", "b", "Contains"),
    # Regular expressions.
    "match": match("order 66", r"\d+"),
    "match in any case": match("HELLO", "hello", case_insensitive=True),
    "match not": match("HELLO", "hello"),
    "match of a broken pattern": match("a", "(unclosed"),
    "match at line starts": match("a\nb", "^b$", multiline=True),
    "match not at line starts": match("a\nb", "^b$"),
    "match before a last line break": match("b\n", "b$"),
    "match at the very end": match("b\n", r"b\Z"),
    "match dot and line break": match("a\nb", "a.b", dotall=True),
    "match look-behind": match("price: $42", r"(?<=\$)\d+"),
    "match look-ahead": match("foobar", r"foo(?!baz)"),
    "match back-reference": match("hello", r"(.)\1"),
    "match named back-reference": match("abab", r"(?P<two>ab)(?P=two)"),
    "match conditional": match("<a>", r"^(<)?a(?(1)>)$"),
    "match atomic": match("aaa", r"(?>a+)a"),
    "match possessive": match("aaa", r"a++a"),
    "match digits of any script": match("٣", r"^\d$"),
    "match words of any script": match("Zoë", r"^\w+$"),
    "match ascii flag": match("ë", r"(?a)\w"),
    "match verbose flag": match("ab", "(?x) a  b # comment"),
    "match a posix class that is none": match("a", r"[[:alpha:]]"),
    "match property that is none": match("a", r"\p{L}"),
    "match octal": match("A", r"\101"),
    "match a brace that is no repeat": match("a{,x}", r"a{,x}"),
    "match open repeat": match("aaa", r"^a{,3}$"),
    "match set operators": match("&", r"^[a&&b]$"),
    "match a bracket in a class": match("[", r"[[]"),
    "match unicode escape": match("é", r"\u00e9"),
    "match variable look-behind": match("xxab", r"(?<=x+)ab"),
    "extract first match": extract("a1 b22", r"[a-z]\d+", "First Match"),
    "extract no match": extract("abc", r"\d", "First Match"),
    "extract all matches": extract("a1 b22", r"[a-z]\d+", "All Matches"),
    "extract all matches with one group": extract("a1 b22", r"[a-z](\d+)", "All Matches"),
    "extract all matches with two groups": extract("a1 b22", r"([a-z])(\d+)", "All Matches"),
    "extract all matches, empty ones": extract("ab", r"x*", "All Matches"),
    "extract first group": extract("a1 b22", r"([a-z])(\d+)", "First Group", 2),
    "extract group zero": extract("a1 b22", r"([a-z])(\d+)", "First Group", 0),
    "extract a group that is none": extract("a1", r"([a-z])", "First Group", 5),
    "extract all groups": extract("a1 b22", r"([a-z])(\d+)", "All Groups", 2),
    "extract all groups of none": extract("a1 b22", r"[a-z]", "All Groups", 0),
    "extract by a broken pattern": extract("a", "[", "First Match"),
    "extract in a mode that is none": extract("a", "a", "Last Match"),
    "extract a group that took no part": extract("b", "(a)?b", "First Group"),
    "extract all groups, one took no part": extract("ab b", "(a)?b", "All Groups"),
    "regex replace": replace("a1b22", r"\d+", "#"),
    "regex replace with groups": replace("John Smith", r"(\w+) (?P<last>\w+)", r"\g<last>, \1 \g<0>"),
    "regex replace with escapes": replace("a-b", "-", r"\n\t\\"),
    "regex replace with dollars": replace("a", "a", "$0 ${1}"),
    "regex replace twice": replace("aaaa", "a", "b", count=2),
    "regex replace empty matches": replace("abc", "x*", "-"),
    "regex replace empty and not": replace("baac", "a*", "-"),
    "regex replace empty or one": replace("aab", "|a", "-"),
    "regex replace at word ends": replace("ab cd", r"\b", "|"),
    "regex replace at line starts": replace("a\nb", "^", "> ", multiline=True),
    "regex replace in any case of any script": replace("ΣΑσς", "σ", "-", case_insensitive=True),
    "regex replace a flag for a part": replace("aA bB", "(?i:a)b?", "-"),
    "regex replace white space": replace("a \t\u00a0\x1cb", r"\s+", "_"),
    "regex replace what is no word": replace("Zoë, 5×5=²⁵ e\u0301", r"\W+", "_"),
    "regex replace by punctuation escapes": replace("a", "a", r"\.\-"),
    "regex replace by an unknown name": replace("a", "(?P<x>a)", r"\g<y>"),
    "regex nothing to repeat": replace("a", "*", "x"),
    "regex replace a group that took no part": replace("b", "(a)?b", r"[\1]"),
    "regex replace with defaults": shown(node("RegexReplace", string="aA", regex_pattern="a", replace="x")),
    "regex replace by a broken pattern": replace("a", "(", "x"),
    "regex replace by a bad escape": replace("a", "a", r"\q"),
    "regex replace by a group that is none": replace("a", "a", r"\1"),
    "regex replace by octal": replace("a", "a", r"\101\0"),
    # Shapes of graphs.
    "chain": shown(node("PrimitiveString", value="ada"), node("CaseConverter", string=["1", 0], mode="Capitalize"),
                   node("StringConcatenate", string_a="Hello ", string_b=["2", 0], delimiter="")),
    "diamond with two outputs": {
        "1": node("PrimitiveInt", value=3), "2": node("PreviewAny", source=["1", 0]),
        "3": node("PreviewAny", source=["1", 0]),
    },
    "negative slot": {"1": node("PrimitiveInt", value=3), "2": node("PreviewAny", source=["1", -1])},
    "a node nobody needs is not run": {
        "1": node("RegexReplace", string="a", regex_pattern="(", replace="x"), "2": node("PreviewAny", source="fine"),
    },
    "unknown inputs are left aside": {"1": node("PreviewAny", source="x", other=5)},
    "only one of two equal branches is needed": {
        "1": node("PrimitiveString", value="a"), "2": node("StringConcatenate", string_a=["1", 0], string_b=["1", 0], delimiter="+"),
        "3": node("StringLength", string=["2", 0]), "4": node("PreviewAny", source=["2", 0]),
    },
    "titles and other members": {
        "1": node("PrimitiveInt", value=3) | {"_meta": {"title": "Three"}, "is_changed": [1]},
        "2": node("PreviewAny", source=["1", 0]),
    },
    "a link in an unknown input": {
        "1": node("PrimitiveString", value="a"), "2": node("StringLength", string="a", other=["1", 0]),
        "out": node("PreviewAny", source=["2", 0]),
    },
    "substring far beyond": cut("abc", 0, 10**20),
    # Refusals.
    "missing class": {"1": {"inputs": {}}},
    "unknown class": {"1": node("Nope")},
    "no outputs": {"1": node("PrimitiveInt", value=1)},
    "empty": {},
    "missing inputs": shown(node("StringConcatenate", string_a="a")),
    "missing on the way and at the output": {
        "1": node("StringLength"), "2": node("PreviewAny", source=["1", 0]), "3": node("PreviewAny"),
    },
    "one good and one bad output": {"1": node("PreviewAny", source="x"), "2": node("PreviewAny")},
    "wrong type": shown(node("PrimitiveInt", value=1), node("StringLength", string=["1", 0])),
    "wrong type, boolean for int": shown(node("PrimitiveBoolean", value=True), node("PrimitiveInt", value=["1", 0])),
    "int for a float": shown(node("PrimitiveInt", value=1), node("PrimitiveFloat", value=["1", 0])),
    "text for an int": shown(node("PrimitiveInt", value="12.5")),
    "null for an int": shown(node("PrimitiveInt", value=None)),
    "text for a float": shown(node("PrimitiveFloat", value="abc")),
    "object for a float": shown(node("PrimitiveFloat", value={})),
    "int too big": shown(node("PrimitiveInt", value=9223372036854775808)),
    "int far too big": shown(node("PrimitiveInt", value=10**30)),
    "int too small": shown(node("PrimitiveInt", value=-9223372036854775808)),
    "float too big": shown(node("PrimitiveFloat", value=1e19)),
    "count too big": replace("a", "a", "b", count=101),
    "group index too small": extract("a", "a", "First Group", -1),
    "a link of three parts": shown(node("StringLength", string=["1", 0, 0])),
    "a link to nowhere": {"1": node("PreviewAny", source=["9", 0])},
    "a link to nowhere, further up": shown(node("StringLength", string=["9", 0])),
    "a slot that is none": {"1": node("PrimitiveInt", value=1), "2": node("PreviewAny", source=["1", 1])},
    "a slot of a node without outputs": {"1": node("PreviewAny", source="x"), "2": node("PreviewAny", source=["1", 0])},
    "a link to itself": {"1": node("PreviewAny", source=["2", 0]), "2": node("PrimitiveString", value=["2", 0])},
    "inputs missing": {"1": {"class_type": "PreviewAny"}},
    "a list for a text": shown(node("StringLength", string=["a", "b"])),
}

SHARED = [
    "PrimitiveString", "PrimitiveStringMultiline", "PrimitiveInt", "PrimitiveFloat", "PrimitiveBoolean",
    "StringConcatenate", "StringSubstring", "StringLength", "CaseConverter", "StringTrim", "StringReplace",
    "StringContains", "StringCompare", "RegexMatch", "RegexExtract", "RegexReplace", "PreviewAny",
]
