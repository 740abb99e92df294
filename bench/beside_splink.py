"""The same list and the same people on record, compared by splink: its ready comparisons, blocks as in performance.md
6.2, trained on the data without anybody's help. Only where splink is installed (bench/README.md)."""

import time

import pyarrow
import splink.comparison_library as ways
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

BLOCKS = [
    block_on("date_of_birth"),
    block_on("family_name", "given_name"),
    block_on("family_name", "substr(given_name, 1, 1)"),
    block_on("postcode", "given_name"),
    block_on("given_name", "substr(date_of_birth, 1, 4)", "substr(family_name, 1, 2)"),
]
STEPS = [number / 50 for number in range(1, 50)]


def comparing(rows, record):
    """(seconds of this process's processors for training and predicting, the best F1 that any threshold gives)."""
    interface = DuckDBAPI()
    tables = [
        interface.register(_table(rows), dataset_display_name="listed"),
        interface.register(_table(record), dataset_display_name="on_record"),
    ]
    born = ways.DateOfBirthComparison("date_of_birth", input_is_string=True)
    compared = [ways.NameComparison(name) for name in ("given_name", "family_name")]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[*compared, born, ways.ExactMatch("postcode")],
        blocking_rules_to_generate_predictions=BLOCKS,
    )
    linker = Linker(tables, settings, log_level="ERROR")
    began = time.process_time()
    linker.training.estimate_probability_two_random_records_match(BLOCKS[1:3], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for block in (BLOCKS[0], BLOCKS[1]):
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    found = linker.inference.predict(threshold_match_probability=0.01).as_record_list()
    seconds = time.process_time() - began
    return seconds, _best_f1(found, rows)


def _table(people):
    columns = {
        "unique_id": [f"{each.pk}" for each in people],
        "given_name": [each.given_name for each in people],
        "family_name": [each.family_name for each in people],
        "date_of_birth": [each.date_of_birth.isoformat() for each in people],
        "postcode": [each.postcode or None for each in people],
    }
    return pyarrow.table(columns)


def _best_f1(found, rows):
    best = {}
    for pair in found:
        listed, on_record = ("l", "r") if pair["source_dataset_l"] == "listed" else ("r", "l")
        key, chance = int(pair[f"unique_id_{listed}"]), pair["match_probability"]
        if chance > best.get(key, (0, None))[0]:
            best[key] = (chance, int(pair[f"unique_id_{on_record}"]))
    return max(_f1(best, rows, least) for least in STEPS)


def _f1(best, rows, least):
    right = wrong = missed = 0
    for each in rows:
        chance, first = best.get(each.pk, (0, None))
        first = first if chance >= least else None
        right += first is not None and first == each.meant
        wrong += first is not None and first != each.meant
        missed += each.meant >= 0 and first != each.meant
    return 2 * right / (2 * right + wrong + missed)
