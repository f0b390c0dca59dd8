import json

import jsonschema
import pytest

from coach.report.fields import FIELDS
from coach.report.schema import fields_page, schema_file, scorecard_schema, write_docs
from tests.paths import ROOT


def test_the_published_files_are_the_generated_ones():
    docs = ROOT / "docs"
    assert (docs / "scorecard.schema.json").read_text(encoding="utf-8") == schema_file()
    assert (docs / "scorecard.md").read_text(encoding="utf-8") == fields_page("en")
    assert (docs / "scorecard.zh-CN.md").read_text(encoding="utf-8") == fields_page("zh")


def test_every_field_is_described_and_nothing_else_is():
    described = {name: list(fields) for name, fields in FIELDS.items()}
    real = {name: list(definition["properties"]) for name, definition in scorecard_schema()["$defs"].items()}
    assert {name: sorted(fields) for name, fields in described.items()} == {
        name: sorted(fields) for name, fields in real.items()
    }


def test_it_is_a_schema_of_the_named_draft_without_an_address_of_its_own():
    schema = scorecard_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in json.dumps(schema)


@pytest.mark.parametrize(
    "wrong",
    [{"schema_version": 2}, {"score": "62"}, {"language": "fr"}, {"notes": None}, {"turns": [{"uid": "t"}]}],
    ids=str,
)
def test_it_refuses_what_is_wrong(wrong):
    from coach.report.json import to_json
    from tests.report.sample import minimal

    data = json.loads(to_json(minimal())) | wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(scorecard_schema()).validate(data)


def test_a_missing_field_is_refused():
    from coach.report.json import to_json
    from tests.report.sample import minimal

    data = json.loads(to_json(minimal()))
    del data["interplay"]
    with pytest.raises(jsonschema.ValidationError, match="interplay"):
        jsonschema.Draft202012Validator(scorecard_schema()).validate(data)


def test_writing_the_docs(tmp_path):
    write_docs(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {"scorecard.schema.json", "scorecard.md", "scorecard.zh-CN.md"}
