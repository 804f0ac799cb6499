// The fields of each view, by the names that templates use.

extension FlagPage: ReportView {
  package var fields: ReportFields {
    [
      "identity": .text(identity), "asOf": .text(asOf), "diagnoses": .texts(diagnoses),
      "responsible": .text(responsible), "headline": .line(headline), "status": .text(status),
      "decision": .line(decision), "alsoOpen": .section(alsoOpen),
      "alsoClosed": .section(alsoClosed), "news": .section(news), "chartKey": .line(chartKey),
      "measures": .groups(measures.map(\.fields)), "hasMeasures": .flag(hasMeasures),
      "composite": .section(composite), "laboratory": .section(laboratory),
      "index": .group(index?.fields), "lanes": .line(lanes), "verdict": .section(verdict),
      "criteria": .section(criteria), "ruleOut": .section(ruleOut),
      "reconsider": .section(reconsider), "ownRows": .section(ownRows),
      "reevaluated": .line(reevaluated), "turnOff": .section(turnOff), "close": .section(close),
      "reviews": .section(reviews), "courses": .line(courses), "diagnosis": .section(diagnosis),
    ]
  }
}

extension FlagPage.MeasureScores: ReportView {
  package var fields: ReportFields {
    [
      "title": .text(title), "table": .line(table), "points": .lines(points),
      "chart": .line(chart),
    ]
  }
}

extension FlagPage.IndexOverTime: ReportView {
  package var fields: ReportFields { ["table": .line(table), "chart": .line(chart)] }
}

extension PatientReport: ReportView {
  package var fields: ReportFields {
    [
      "identity": .text(identity), "asOf": .text(asOf), "responsible": .text(responsible),
      "diagnoses": .section(diagnoses), "courses": .section(courses),
      "openFlags": .section(openFlags), "closedFlags": .section(closedFlags),
      "reevaluation": .section(reevaluation), "visits": .section(visits),
      "charts": .section(charts), "lanes": .line(lanes), "tables": .section(tables),
      "remarks": .section(remarks),
    ]
  }
}

extension ClinicReport: ReportView {
  package var fields: ReportFields {
    [
      "asOf": .text(asOf), "counts": .text(counts), "notJudged": .group(notJudged?.fields),
      "red": .group(red?.fields), "amber": .group(amber?.fields), "due": .group(due?.fields),
      "notSeen": .group(notSeen?.fields), "until": .text(until),
    ]
  }
}

extension ClinicReport.List: ReportView {
  package var fields: ReportFields { ["table": .text(table), "more": .text(more)] }
}

extension CohortReport: ReportView {
  package var fields: ReportFields {
    [
      "asOf": .text(asOf), "counts": .text(counts), "isForOthers": .flag(isForOthers),
      "quality": .section(quality), "table": .text(table), "responses": .text(responses),
      "resistant": .text(resistant), "curves": .groups(curves.map(\.fields)),
      "hasCurves": .flag(hasCurves), "isSelected": .flag(isSelected), "yield": .section(yield),
      "leftOut": .text(leftOut),
    ]
  }
}

extension CohortReport.Curves: ReportView {
  package var fields: ReportFields { ["title": .text(title), "table": .text(table)] }
}

extension MeasureCard: ReportView {
  package var fields: ReportFields {
    [
      "title": .line(title), "about": .line(about), "facts": .lines(facts),
      "items": .groups(items.map(\.fields)), "hasItems": .flag(hasItems),
      "thresholds": .section(thresholds), "statuses": .section(statuses),
      "composite": .section(composite), "unverified": .section(unverified),
      "licence": .line(licence), "sources": .section(sources), "codes": .section(codes),
    ]
  }
}

extension MeasureCard.ItemLines: ReportView {
  package var fields: ReportFields { ["label": .line(label), "options": .lines(options)] }
}

extension DiseaseCard: ReportView {
  /// The table is for other writers; a template has it drawn, in `expectations`.
  package var fields: ReportFields {
    [
      "title": .line(title), "facts": .lines(facts), "counted": .section(counted),
      "expectations": .line(expectations), "criteria": .section(criteria),
      "reconsider": .section(reconsider), "codes": .section(codes), "note": .line(note),
    ]
  }
}

extension TherapyCard: ReportView {
  package var fields: ReportFields {
    [
      "title": .line(title), "facts": .lines(facts), "windows": .groups(windows.map(\.fields)),
      "hasWindows": .flag(hasWindows),
    ]
  }
}

extension TherapyCard.Window: ReportView {
  package var fields: ReportFields { ["disease": .text(disease), "points": .lines(points)] }
}
