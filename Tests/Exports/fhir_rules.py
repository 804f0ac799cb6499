"""What a FHIR bundle must hold, and what its two readers and FHIRPath say of it."""

import json
import re
from decimal import Decimal

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
OURS = "https://recheck.invalid/fhir/"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
# The value sets of R4 whose binding is required.
STATUS = {
    "Questionnaire": {"draft", "active", "retired", "unknown"},
    "QuestionnaireResponse": {"in-progress", "completed", "amended", "entered-in-error", "stopped"},
    "Observation": {"registered", "preliminary", "final", "amended", "corrected", "cancelled",
                    "entered-in-error", "unknown"},
    "MedicationStatement": {"active", "completed", "entered-in-error", "intended", "stopped",
                            "on-hold", "unknown", "not-taken"},
    "Procedure": {"preparation", "in-progress", "not-done", "on-hold", "stopped", "completed",
                  "entered-in-error", "unknown"},
}
REASONS = {"unknown", "asked-unknown", "temp-unknown", "not-asked", "asked-declined", "masked",
           "not-applicable", "unsupported", "as-text", "error", "not-a-number",
           "negative-infinity", "positive-infinity", "not-performed", "not-permitted"}
GENDER = {"male", "female", "other", "unknown"}
CLINICAL = {"active", "recurrence", "relapse", "inactive", "remission", "resolved"}
CATEGORY = {"social-history", "vital-signs", "imaging", "laboratory", "procedure", "survey", "exam",
            "therapy", "activity"}
ITEM_TYPES = {"group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time",
              "string", "text", "url", "choice", "open-choice", "attachment", "reference",
              "quantity"}
ACTIVITY = {"CREATE", "UPDATE", "NULLIFY"}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")


def read(path):
    """The resources; numbers as they are written."""
    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_float=Decimal)


def resources(bundle):
    return [one["resource"] for one in bundle["entry"]]


def structure(bundle):
    """fhir.resources (R4B): the first fault, or nothing."""
    from fhir.resources.R4B.bundle import Bundle
    try:
        Bundle.model_validate_json(json.dumps(bundle, default=float))
    except ValueError as fault:
        return str(fault)
    return None


def structure_r4(bundle):
    """fhirclient (R4 4.0.1), resource by resource."""
    from fhirclient.models import fhirelementfactory
    from fhirclient.models.fhirabstractbase import FHIRValidationError
    plain = json.loads(json.dumps(bundle, default=float))
    for resource in resources(plain):
        try:
            fhirelementfactory.FHIRElementFactory.instantiate(resource["resourceType"], resource)
        except FHIRValidationError as fault:
            return f"{resource['resourceType']}/{resource['id']}: {fault}"
    return None


def walk(value, path=""):
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from walk(inner, f"{path}.{name}")
    if isinstance(value, list):
        for inner in value:
            yield from walk(inner, path)


def value_sets(bundle):
    """Codes that their binding does not have."""
    found = []
    for one in resources(bundle):
        kind, name = one["resourceType"], f"{one['resourceType']}/{one['id']}"
        if kind in STATUS and one.get("status") not in STATUS[kind]:
            found.append(f"{name}: status {one.get('status')}")
        if kind == "Patient" and one.get("gender", "unknown") not in GENDER:
            found.append(f"{name}: gender {one['gender']}")
        for path, value in walk(one):
            if not isinstance(value, dict):
                continue
            system, code = value.get("system"), value.get("code")
            allowed = {ABSENT: REASONS,
                       "http://terminology.hl7.org/CodeSystem/condition-clinical": CLINICAL,
                       "http://terminology.hl7.org/CodeSystem/observation-category": CATEGORY,
                       "http://terminology.hl7.org/CodeSystem/v3-DataOperation": ACTIVITY}
            if system in allowed and code not in allowed[system]:
                found.append(f"{name}{path}: {code}")
            if path.endswith(".dataAbsentReason") and not any(
                    coding.get("system") == ABSENT for coding in value["coding"]):
                found.append(f"{name}{path}: no code of FHIR")
            if value.get("url", "").endswith("StructureDefinition/data-absent-reason") and (
                    value.get("valueCode") not in REASONS):
                found.append(f"{name}{path}: {value.get('valueCode')}")
            if kind == "Questionnaire" and "linkId" in value and value["type"] not in ITEM_TYPES:
                found.append(f"{name}{path}: {value['type']}")
    return found


def references(bundle):
    """Ids that are none or twice there, references and forms that lead nowhere."""
    found, there, forms = [], set(), {}
    for entry in bundle["entry"]:
        one = entry["resource"]
        name = f"{one['resourceType']}/{one['id']}"
        if not re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", one["id"]):
            found.append(f"{name}: no id")
        if name in there or entry["fullUrl"] != OURS + name:
            found.append(f"{name}: {entry['fullUrl']}")
        there.add(name)
        if one["resourceType"] == "Questionnaire":
            forms[f"{one['url']}|{one['version']}"] = {item["linkId"] for item in one["item"]}
    for one in resources(bundle):
        for path, value in walk(one):
            if path.endswith(".reference") and value not in there:
                found.append(f"{one['resourceType']}/{one['id']}{path}: {value}")
            if isinstance(value, (list, dict, str)) and not value:
                found.append(f"{one['resourceType']}/{one['id']}{path}: empty")
            if path.split(".")[-1] in ("start", "end", "birthDate", "authored", "onsetDateTime",
                                       "effectiveDateTime", "abatementDateTime") and not DATE.match(value):
                found.append(f"{one['resourceType']}/{one['id']}{path}: {value}")
        if one["resourceType"] == "QuestionnaireResponse":
            asked = forms.get(one["questionnaire"])
            for item in one["item"]:
                if asked is None or item["linkId"] not in asked:
                    found.append(f"QuestionnaireResponse/{one['id']}: {item['linkId']}")
    return found


def codes(bundle):
    """Systems that stand in a bundle, for a look at what is claimed."""
    return {value["system"] for one in resources(bundle) for _, value in walk(one)
            if isinstance(value, dict) and "code" in value and "system" in value}


def plain_sums(bundle):
    """Forms whose total is a plain sum: address and expression."""
    found = {}
    for one in resources(bundle):
        if one["resourceType"] != "Questionnaire":
            continue
        for item in one["item"]:
            for extension in item.get("extension", []):
                if extension["url"] == CALCULATED:
                    found[f"{one['url']}|{one['version']}"] = (
                        item["linkId"], extension["valueExpression"]["expression"])
    return found


def weight(context, *_):
    """weight() of FHIRPath, which fhirpathpy has not: the ordinalValue of each answer."""
    found = []
    for node in context:
        data = getattr(node, "data", node)
        for extension in (data.get("extension", []) if isinstance(data, dict) else []):
            if extension["url"] == ORDINAL:
                found.append(extension["valueDecimal"])
    return found


def totals(bundle):
    """Responses whose total is not what the form's own expression makes of the answers; how many
    were tried."""
    from fhirpathpy import compile as compiled
    from fhirpathpy.models import models
    options = {"userInvocationTable": {"weight": {"fn": weight, "arity": {0: []}}}}
    forms = {form: (link, expression, compiled(expression, models["r4"], options))
             for form, (link, expression) in plain_sums(bundle).items()}
    found, tried = [], 0
    for form, (_, expression, _) in forms.items():
        if "ordinalValue" in expression or "http" in expression:
            found.append(f"{form}: {expression}")
    for one in resources(bundle):
        if one["resourceType"] != "QuestionnaireResponse" or one["questionnaire"] not in forms:
            continue
        link, _, compute = forms[one["questionnaire"]]
        plain = json.loads(json.dumps(one, default=float))
        computed = compute(plain, {"resource": plain})
        stated = [answer["valueDecimal"] for item in plain["item"] if item["linkId"] == link
                  for answer in item["answer"]]
        tried += 1
        if [float(number) for number in computed] != [float(number) for number in stated]:
            found.append(f"QuestionnaireResponse/{one['id']}: {computed} is not {stated}")
    return found, tried


def values(bundle):
    """Every answer as `export scores` has it: by patient, day, measure, variant and item."""
    names = {one["id"]: one["identifier"][0]["value"] for one in resources(bundle)
             if one["resourceType"] == "Patient"}
    found, sums = {}, {}
    for one in resources(bundle):
        if one["resourceType"] != "Observation":
            continue
        patient = names[one["subject"]["reference"].split("/")[1]]
        measure = own(one["code"], "measure")
        parts = [(own(part["code"], "variant"), part) for part in one.get("component", [])]
        variant = ";".join(f"{key.split('.')[1]}={part['valueCodeableConcept']['text']}"
                           for key, part in parts if key)
        place = (patient, one["effectiveDateTime"], measure, variant)
        extensions = {extension["url"]: extension for extension in one["extension"]}
        sums[place] = one.get("valueQuantity", {}).get("value")
        if OURS + "StructureDefinition/total-only" in extensions:
            found[place + ("total",)] = value(one)
        elif not any(own(part["code"], "item") for _, part in parts if _ is None):
            found[place + ("",)] = value(one)
        for key, part in parts:
            item = own(part["code"], "item")
            graded = any(each["url"].endswith("/graded-from") for each in part.get("extension", []))
            if item and not graded and not has_own(part, "no-table"):
                found[place + (item.split(".")[1],)] = value(part)
    return found, sums


def own(concept, system):
    for coding in concept.get("coding", []):
        if coding.get("system") == f"{OURS}CodeSystem/{system}":
            return coding["code"]
    return None


def has_own(part, word):
    return own(part.get("dataAbsentReason", {}), "missing") == word


def value(part):
    if "dataAbsentReason" in part:
        return own(part["dataAbsentReason"], "missing")
    if "valueQuantity" in part:
        return Decimal(part["valueQuantity"]["value"])
    return own(part["valueCodeableConcept"], "answer").split(".", 2)[2]
