from sinode_training.splits import FOLDS, final, fold

RECORDS = {
    "cpsc2019": [f"{i:05}" for i in range(60)],
    "ludb": [str(i) for i in range(150)],
    "mitdb": [str(i) for i in range(24)],
}


def test_every_record_is_held_out_once_and_learned_from_otherwise() -> None:
    held_out = {dataset: [] for dataset in RECORDS}
    for index in range(FOLDS):
        split = fold(RECORDS, index)
        for dataset, names in RECORDS.items():
            assert sorted(split.train[dataset] + split.held_out[dataset]) == sorted(names)
            held_out[dataset] += split.held_out[dataset]
    assert {d: sorted(names) for d, names in held_out.items()} == {d: sorted(names) for d, names in RECORDS.items()}


def test_folds_are_about_equal() -> None:
    sizes = [{d: len(names) for d, names in fold(RECORDS, i).held_out.items()} for i in range(FOLDS)]
    assert sizes[0] == {"cpsc2019": 12, "ludb": 30, "mitdb": 5}
    assert sizes[4] == {"cpsc2019": 12, "ludb": 30, "mitdb": 4}


def test_neighbours_of_the_challenge_stay_together() -> None:
    assert fold(RECORDS, 1).held_out["cpsc2019"] == [f"{i:05}" for i in range(12, 24)]


def test_the_final_network_leaves_the_first_folds_ludb_records_unseen() -> None:
    split = final(RECORDS)
    assert split.held_out == {"ludb": fold(RECORDS, 0).held_out["ludb"]}
    assert split.train["cpsc2019"] == RECORDS["cpsc2019"]
    assert not set(split.train["ludb"]) & set(split.held_out["ludb"])
