"""An invented clinic with what FHIR and SDTM must carry: reasons for missing answers, a total without
items, days known to the month, procedures, corrections, identifiers that no address takes."""

import csv
import os

from clinic import Clinic

PATIENTS = """patient_id,family_name,given_name,birth_date,sex
O'Neil/7 ä,"O""Neil \\ <b>",Zoë,1961-04,female
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,Quixada,,1950,other
"""
DIAGNOSES = """patient_id,disease,diagnosed_on,onset_on,ended_on,note
O'Neil/7 ä,mg,2025-02,2024,,"first ""ocular"" signs"
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,cidp,2025-01-10,,,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,gbs,2024-01-10,,2025-01-10,
"""
TREATMENTS = """patient_id,therapy,start,stop,intent,dose,unit,interval_days,note
O'Neil/7 ä,plex,2025-03,2025-04,induction,5,exchanges,2,
O'Neil/7 ä,thymectomy,2024,,,,,,
O'Neil/7 ä,prednisone,2025-06-02,,,12.5,mg,1,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,ivig,2025-01-20,2025-08-01,,0.4,g/kg,21,
"""
SCORES = """patient_id,date,measure,item,value,variant,rater,note
O'Neil/7 ä,2025-06-01,mg-adl,talking,2,,RN Quill,tired
O'Neil/7 ä,2025-06-01,mg-adl,chewing,unable,,RN Quill,tired
O'Neil/7 ä,2025-06-01,mg-adl,swallowing,refused,,RN Quill,tired
O'Neil/7 ä,2025-06-01,mg-adl,breathing,not-done,,RN Quill,tired
O'Neil/7 ä,2025-06-01,mg-adl,brush-comb,not-applicable,,RN Quill,tired
O'Neil/7 ä,2025-06-01,mg-adl,chair,0,,RN Quill,tired
O'Neil/7 ä,2025-06-01,mg-adl,diplopia,3,,RN Quill,tired
O'Neil/7 ä,2025-06-01,mg-adl,ptosis,1,,RN Quill,tired
O'Neil/7 ä,2025-07-01,mg-adl,total,9,,,
O'Neil/7 ä,2025-06-03,mgfa-class,,IIb,,,
O'Neil/7 ä,2025-06-03,fvc,,not-done,,,
O'Neil/7 ä,2025-06-03,grip-vigorimeter,,42.5,hand=left,,
O'Neil/7 ä,2025-06-03,grip-vigorimeter,,unable,hand=right,,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,2025-01-15,6mwt,,415,,,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,2025-01-15,ck,result,600.25,,,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,2025-01-15,ck,upper-limit,190,,,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,2025-01-15,incat,arms,2,,,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,2025-01-15,incat,legs,3,,,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,2025-01-20,incat,arms,1,,,
PATIENT-WITH-AN-IDENTIFIER-THAT-IS-LONGER-THAN-FHIR-ALLOWS-FOR-AN-ID-0001,2025-01-20,incat,legs,2,,,
"""
GRADED = ("sex=female", "diplopia-s=30", "ptosis-s=45", "facial=0", "swallow=0", "speech-count=40",
          "arm-right-s=100", "arm-left-s=240", "fvc-percent=82", "grip-right-kg=22", "grip-left-kg=30",
          "head-s=120", "leg-right-s=40", "leg-left-s=31")


class ExchangeClinic(Clinic):
    """The demonstration clinic with these in it."""

    def __init__(self, program, folder):
        super().__init__(program, folder)
        files = []
        for name, text in (("patients", PATIENTS), ("diagnoses", DIAGNOSES),
                           ("treatments", TREATMENTS), ("scores", SCORES)):
            files.append(os.path.join(folder, f"more-{name}.csv"))
            with open(files[-1], "w", encoding="utf-8") as file:
                file.write(text)
        self.run("import", *files)
        self.run("record", "O'Neil/7 ä", "qmg", "--date", "2025-06-05",
                 *[one for one in GRADED if not one.startswith("sex")])
        shown = self.run("patient", "show", "O'Neil/7 ä")
        number = next(line.split()[0] for line in shown.splitlines() if "MGFA class" in line)
        self.run("correct", number, "value=IIIa", "--reason", "read from \"page\" 2")
        for one in csv.DictReader(PATIENTS.splitlines()):
            self.secrets |= {one["patient_id"], one["family_name"], one["given_name"]} - {""}
        self.secrets |= {"RN Quill", "tired"}

    def fhir(self, name, *options):
        path = os.path.join(self.folder, name)
        self.run("export", "fhir", "-o", path, "--as-of", self.day, *options)
        return path

    def sdtm(self, name, *options):
        folder = os.path.join(self.folder, name)
        self.run("export", "sdtm", folder, "--as-of", self.day, *options)
        return folder
