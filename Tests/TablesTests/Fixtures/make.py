#!/usr/bin/env python3
"""Writes the same workbook with four programs, and beside each what openpyxl reads in it; and in three
forms that are refused.

Needs openpyxl 3.1.5, XlsxWriter 3.3.1 and msoffcrypto-tool 6.1.0 (PyPI), soffice (libreoffice-calc) and
ssconvert (gnumeric). LibreOffice and Gnumeric convert the file that XlsxWriter wrote, and compute its
formulas anew.
"""

import csv
import datetime
import os
import subprocess
import sys
import tempfile
from decimal import Decimal

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

HERE = os.path.dirname(os.path.abspath(__file__))
DAY = "dd/mm/yyyy"
ROWS = [
    ["Kind", "Value", "Second"],
    ["identifier as text", "0012", "00123456789012345678"],
    ["looks like something else", "1E5", "3-4"],
    ["names", "Łódź", "Müller & <Søn>"],
    ["spaces", " 4 ", "two\nlines"],
    ["emoji and quotes", "🙂", 'he said "no"'],
    ["whole numbers", 0, 123456789012345],
    ["fractions", 0.1, 1 / 3],
    ["noise", 0.1 + 0.2, 1.1 * 3],
    ["below zero", -7.25, -0.0001],
    ["large and small", 1.5e10, 1.25e-7],
    ["days", datetime.date(2025, 2, 28), datetime.date(1935, 5, 6)],
    ["first days", datetime.date(1900, 3, 1), datetime.date(9999, 12, 31)],
    ["day and time", datetime.datetime(2024, 3, 12, 14, 30), datetime.datetime(2024, 2, 29, 23, 59, 59)],
    ["time of day", datetime.time(8, 30), None],
    ["yes and no", True, False],
    ["per cent", ("0%", 0.78), ("0.0%", 0.125)],
    ["own formats", ("d. mmmm yyyy", 45698), ('0 "days"', 45698)],
    ["more formats", ("[$-409]mmm-yy;@", 45698), ('0.00\\ "y"', 7.5)],
    ["time passed", ("[h]:mm", 1.5), None],
    ["error", ("error", "#N/A"), ("error", "#DIV/0!")],
    ["formula", ("=B7+2", 2), ('="a"&"b"', "ab")],
    ["rich", ("rich", "bold and plain"), None],
    ["merged", "over three", None],
    [None, None, None],
    ["after an empty row", 1, None],
]
MERGED = [(23, 1, 23, 2)]  # from 0: row, column, row, column
ERRORS = {"#N/A": "=NA()", "#DIV/0!": "=1/0"}


def by_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "First"
    for row, values in enumerate(ROWS, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            if isinstance(value, tuple):
                kind, value = value
                if kind == "rich":
                    value = CellRichText(TextBlock(InlineFont(b=True), "bold"), " and plain")
                elif kind.startswith("="):
                    value = kind
                elif kind != "error":
                    cell.number_format = kind
            cell.value = value
            if isinstance(value, datetime.datetime):
                cell.number_format = DAY + " hh:mm:ss"
            elif isinstance(value, datetime.date):
                cell.number_format = DAY
            elif isinstance(value, datetime.time):
                cell.number_format = "hh:mm"
    for top, left, bottom, right in MERGED:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    hidden = book.create_sheet("Hidden")
    hidden.append(["only", 1])
    hidden.sheet_state = "hidden"
    book.save(path)


def by_xlsxwriter(path):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("First")
    def style(code):
        return book.add_format({"num_format": code})
    bold = book.add_format({"bold": True})
    for row, values in enumerate(ROWS):
        for column, value in enumerate(values):
            if isinstance(value, tuple):
                kind, value = value
                if kind == "rich":
                    sheet.write_rich_string(row, column, bold, "bold", " and plain")
                elif kind == "error":
                    sheet.write_formula(row, column, ERRORS[value], None, value)
                elif kind.startswith("="):
                    sheet.write_formula(row, column, kind, None, value)
                else:
                    sheet.write_number(row, column, value, style(kind))
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, datetime.datetime):
                sheet.write_datetime(row, column, value, style(DAY + " hh:mm:ss"))
            elif isinstance(value, datetime.date):
                sheet.write_datetime(row, column, value, style(DAY))
            elif isinstance(value, datetime.time):
                sheet.write_datetime(row, column, value, style("hh:mm"))
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
    for top, left, bottom, right in MERGED:
        sheet.merge_range(top, left, bottom, right, ROWS[top][left])
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column("C:C", None, None, {"hidden": True})
    hidden = book.add_worksheet("Hidden")
    hidden.write_row(0, 0, ["only", 1])
    hidden.hide()
    book.close()


def digits(number):
    if isinstance(number, int):
        return str(number)
    text = format(Decimal(format(number, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(cell):
    """Kind and text of a cell, in the words of the tests."""
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "e":
        return "error", value
    if isinstance(value, bool):
        return "text", str(value).upper()
    if isinstance(value, (int, float)):
        return "number", digits(value)
    if isinstance(value, datetime.datetime):
        clock = value.time() != datetime.time(0)
        return "date", value.isoformat(timespec="seconds") if clock else value.date().isoformat()
    if isinstance(value, datetime.date):
        return "date", value.isoformat()
    if isinstance(value, datetime.time):
        return "text", value.isoformat(timespec="seconds")
    if isinstance(value, datetime.timedelta):
        return "number", digits(value / datetime.timedelta(days=1))
    return "text", str(value)


def expected(path):
    """What openpyxl reads; merged cells give their value to the cells that they cover."""
    formulas = openpyxl.load_workbook(path)
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        first = {}
        for area in sheet.merged_cells.ranges:
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    first[row, column] = (area.min_row, area.min_col)
        for line in sheet.iter_rows():
            for cell in line:
                row, column = cell.row, cell.column
                found = sheet.cell(*first.get((row, column), (row, column)))
                what = shown(found)
                if what is None and formulas[sheet.title].cell(row, column).data_type == "f":
                    what = "error", ""
                if what is not None:
                    yield sheet.title, row, openpyxl.utils.get_column_letter(column), *what


def main():
    with tempfile.TemporaryDirectory() as scratch:
        first = os.path.join(HERE, "xlsxwriter.xlsx")
        by_xlsxwriter(first)
        by_openpyxl(os.path.join(HERE, "openpyxl.xlsx"))
        for filter_name, name in [
                ("xlsx:Calc MS Excel 2007 XML", "libreoffice.xlsx"), ("ods", "refused.ods"),
                ("xls:MS Excel 97", "refused.xls")]:
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless",
                 "--convert-to", filter_name, "--outdir", scratch, first], check=True)
            written = "xlsxwriter." + filter_name.split(":")[0]
            os.replace(os.path.join(scratch, written), os.path.join(HERE, name))
        subprocess.run(
            [sys.executable, "-m", "msoffcrypto", "-e", "-p", "secret", first,
             os.path.join(HERE, "refused.xlsx")], check=True)
        subprocess.run(
            ["ssconvert", "--recalc", "-T", "Gnumeric_Excel:xlsx", first,
             os.path.join(HERE, "gnumeric.xlsx")], check=True)
    for name in ["openpyxl", "xlsxwriter", "libreoffice", "gnumeric"]:
        with open(os.path.join(HERE, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["sheet", "row", "column", "kind", "shown"])
            writer.writerows(expected(os.path.join(HERE, name + ".xlsx")))


if __name__ == "__main__":
    sys.exit(main())
