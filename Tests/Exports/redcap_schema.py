"""Reads a dictionary as JSON, and prints what linkml-validate says to it under the schema of linkml-redcap."""

import json
import sys
from importlib.metadata import version

from linkml.validator import validate
from linkml_redcap.data_dictionary import schema_path

found = validate(json.load(sys.stdin), str(schema_path()), "DataDictionary").results
names = ("linkml-redcap", "linkml")
json.dump({"found": [one.message for one in found],
           "versions": ", ".join(f"{name} {version(name)}" for name in names)}, sys.stdout)
