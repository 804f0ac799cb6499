"""The words in a file of a package, whatever its form."""

import html
import re
import zipfile

import pyreadstat


def texts(path):
    """Every text that a search must look into."""
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as parts:
            # Places of cells are numbers that say nothing.
            return [html.unescape(re.sub(r' (r|spans|s|sqref|ref|max|min)="[^"]*"', "",
                                         parts.read(name).decode("utf-8")))
                    for name in parts.namelist()]
    if path.endswith(".sav"):
        frame, meta = pyreadstat.read_sav(path)
        labels = [*meta.column_labels, meta.file_label or "", *meta.notes]
        for one in meta.variable_value_labels.values():
            labels += [str(label) for label in one.values()]
        return [frame.to_csv(index=False), "\n".join(str(one) for one in labels)]
    with open(path, encoding="utf-8") as file:
        return [file.read()]
