"""A month's workbooks of all clients as an analyst's script makes them: python3 pandas_openpyxl.py SHIPMENTS.csv OUT

The metrics of `plumbline scorecard` that the file has data for, by site, carrier, lane and mode, the same facts behind them, two
charts. It keeps nothing: no versions, no late data, no trace. Prints the figures by client and metric as JSON, so that they can be compared.
"""

import json
import os
import sys

import pandas as pd
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill

FROM, TO, NOW = pd.Timestamp("2026-01-01"), pd.Timestamp("2026-02-01"), pd.Timestamp("2026-03-01")
CUTS = ["site", "carrier", "lane", "mode"]
COLUMNS = ["Shipment number", "Line", "Measures", "Why", "File", "Row", "Status", "Promised at", "Delivered at", "Ordered quantity"]
FAILED = "On-time delivery rate\nOn-time delivery rate of what was due\nOn time in full\nPerfect order rate\nSeven rights rate"
UNKNOWN = "Delivered in full\nReceipt return timeliness\nDamage-free delivery rate\nTransport accuracy rate\nSeven rights rate"
HEAD = Font(bold=True, color="FFFFFF")
FILL = PatternFill("solid", fgColor="1F4E79")


def shipments(path):
    lines = pd.read_csv(path, parse_dates=["order_received_at", "promised_at", "delivered_at"], dtype={"line_no": str})
    lines["row"] = lines.index + 2
    lines["lane"] = lines["origin"] + " – " + lines["destination"]
    lines["hours"] = (lines["delivered_at"] - lines["order_received_at"]).dt.total_seconds() / 3600
    lines["late"] = (lines["delivered_at"] > lines["promised_at"]).where(lines["promised_at"].notna(), None)
    return lines


def whole(lines):
    """One row a shipment: late if one line is, dated by its last line."""
    by = lines.groupby(["client", "shipment_no"], sort=False)
    return by.agg(
        delivered_at=("delivered_at", "max"), promised_at=("promised_at", "max"), late=("late", "max"),
        site=("site", "last"), carrier=("carrier", "last"), lane=("lane", "last"), mode=("mode", "last"),
    ).reset_index()


def within(dates):
    return (dates >= FROM) & (dates < TO)


def figures(group, lines):
    """Numerator and denominator of each metric."""
    delivered, due = group[within(group["delivered_at"])], group[within(group["promised_at"])]
    open_overdue = due["delivered_at"].isna() & (due["promised_at"] < NOW)
    cycle = lines[within(lines["delivered_at"])]["hours"]
    return {
        "on_time_delivery": (int((delivered["late"] == False).sum()), len(delivered)),  # noqa: E712
        "on_time_delivery_due": (int((due["late"] == False).sum()), len(due)),  # noqa: E712
        "open_overdue_rate": (int(open_overdue.sum()), len(due)),
        "delivery_cycle_hours": (round(float(cycle.sum()), 4), int(cycle.count())),
    }, (cycle.quantile(0.5, interpolation="lower"), cycle.quantile(0.9, interpolation="lower"))


def table(sheet, heads, rows):
    sheet.append(heads)
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = HEAD, FILL
    for row in rows:
        sheet.append(row)


def chart(sheet, title, first, last, at):
    bars = BarChart()
    bars.title = title
    bars.add_data(Reference(sheet, min_col=6, min_row=first, max_row=last))
    bars.set_categories(Reference(sheet, min_col=3, min_row=first, max_row=last))
    sheet.add_chart(bars, at)


def workbook(path, client, group, lines, source):
    book = Workbook()
    sheet = book.active
    sheet.title = "KPIs"
    totals, (p50, p90) = figures(group, lines)
    table(sheet, ["Metric", "Numerator", "Denominator", "Value"], [(name, n, d, n / d if d else None) for name, (n, d) in totals.items()])
    sheet.append([f"p50 {p50:.2f} h; p90 {p90:.2f} h"])
    cuts = book.create_sheet("Breakdowns")
    rows = []
    for cut in CUTS:
        own = dict(list(lines.groupby(cut)))
        for key, part in group.groupby(cut):
            for name, (n, d) in figures(part, own[key])[0].items():
                rows.append((cut, name, key, n, d, n / d if d else None))
    table(cuts, ["By", "Metric", "Key", "Numerator", "Denominator", "Value"], rows)
    chart(cuts, "By site", 2, 81, "H2")
    chart(cuts, "By carrier", 82, 201, "H20")
    month = lines[within(lines["delivered_at"])]
    facts = book.create_sheet("Exceptions")
    for name, part, why in (("failed", month[month["late"] == True], FAILED), ("undetermined", month, UNKNOWN)):  # noqa: E712
        facts.append([f"{name}: {len(part)}"])
        table(facts, COLUMNS, (
            (r.shipment_no, r.line_no, why,
             f"delivered {r.delivered_at} after promised {r.promised_at}" if name == "failed" else "delivered quantity is missing",
             source, r.row, r.status, r.promised_at.to_pydatetime(), r.delivered_at.to_pydatetime(), r.ordered_qty)
            for r in part.itertuples()
        ))
    for each in book.worksheets:
        each.freeze_panes = "A2"
    book.save(os.path.join(path, f"{client}.xlsx"))
    return totals


def main(source, out):
    os.makedirs(out, exist_ok=True)
    lines = shipments(source)
    by_client = dict(list(lines.groupby("client")))
    answers = {
        client: workbook(out, client, group, by_client[client], os.path.basename(source))
        for client, group in whole(lines).groupby("client")
    }
    print(json.dumps(answers))


main(sys.argv[1], sys.argv[2])
