"""Three rules of SDTM in our own words, in the language of CDISC CORE and run by its engine.

The engine (cdisc-rules-engine) needs Python 3.12 and is run by one of its own: validate_sdtm.py calls
this file with it. CDISC's published rules come with a cache that PyPI does not have.

usage: core_rules.py FOLDER        prints a JSON object: how many rows each rule reports
"""

import json
import os
import sys

FINDINGS = ["QS", "FT", "MK", "RE", "LB"]
RULES = {
    "wrong study day": {
        "Check": {"all": [
            {"name": "--DY", "operator": "non_empty"},
            {"name": "--DTC", "operator": "is_complete_date"},
            {"name": "RFSTDTC", "operator": "is_complete_date"},
            {"name": "--DY", "operator": "not_equal_to", "value": "$day"}]},
        "Match Datasets": [{"Name": "DM", "Keys": ["USUBJID"]}],
        "Operations": [{"id": "$day", "name": "--DTC", "operator": "dy"}]},
    "repeated number": {
        "Check": {"all": [{"name": "--SEQ", "operator": "is_not_unique_set", "value": ["USUBJID"]}]}},
    "not done without a reason": {
        "Check": {"all": [
            {"name": "--STAT", "operator": "equal_to", "value": "NOT DONE", "value_is_literal": True},
            {"name": "--REASND", "operator": "empty"}]}},
}


def main(folder):
    import logging
    logging.disable(logging.CRITICAL)
    from cdisc_rules_engine.config import config
    from cdisc_rules_engine.models.library_metadata_container import LibraryMetadataContainer
    from cdisc_rules_engine.models.rule import Rule
    from cdisc_rules_engine.rules_engine import RulesEngine
    from cdisc_rules_engine.services.cache import InMemoryCacheService

    names = [one.lower() for one in FINDINGS]
    paths = [os.path.join(folder, name + ".csv") for name in ["dm", *names]]
    paths = [path for path in paths if len(open(path, encoding="utf-8").readlines()) > 1]
    engine = RulesEngine(
        cache=InMemoryCacheService(), config_obj=config, standard="sdtmig", standard_version="3-4",
        dataset_paths=paths, library_metadata=LibraryMetadataContainer(), max_dataset_size=None,
        encoding="utf-8")
    found = {}
    for number, (name, rule) in enumerate(RULES.items(), 1):
        made = Rule.from_cdisc_metadata({
            "Core": {"Id": f"OWN-{number}", "Status": "Published", "Version": "1"},
            "Authorities": [], "Description": name, "Rule Type": "Record Data",
            "Sensitivity": "Record", "Scope": {"Domains": {"Include": FINDINGS}},
            "Outcome": {"Message": name, "Output Variables": ["USUBJID", "--SEQ"]}, **rule})
        results = engine.validate_single_rule(made)
        found[name] = 0
        for dataset, all_results in results.items():
            for result in all_results:
                if result["executionStatus"] not in ("success", "skipped", "issue reported"):
                    found[name] = f"{dataset}: {result['executionStatus']}: {str(result.get('errors'))[:300]}"
                elif isinstance(found[name], int):
                    found[name] += len([one for one in result["errors"] if "error" not in one])
    print(json.dumps(found))


main(sys.argv[1])
