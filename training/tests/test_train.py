from pathlib import Path

import pytest
import torch

from sinode_training.batches import BatchMaker
from sinode_training.sources import Source, make_source
from sinode_training.train import Recipe, Trainer, learning_rate, run_training
from tests.synthetic import synthetic_lead

RECIPE = Recipe(steps=20, batch_size=4, log_every_steps=10)


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [make_source(synthetic_lead(d, seed=i)) for i, d in enumerate(("cpsc2019", "ludb", "mitdb"))]


def trainer(sources: list[Source], recipe: Recipe = RECIPE) -> Trainer:
    return Trainer(recipe, BatchMaker(sources, recipe.batch_size, recipe.seed).make)


def assert_same_weights(one: torch.nn.Module, other: torch.nn.Module) -> None:
    for name, value in one.state_dict().items():
        assert value.equal(other.state_dict()[name]), name


def test_the_learning_rate_rises_once_and_falls() -> None:
    recipe = Recipe(steps=100)
    rates = [learning_rate(step, recipe) for step in range(100)]
    assert rates[0] == pytest.approx(3e-3 / 25)
    assert max(rates) == rates[20] == pytest.approx(3e-3)
    assert rates[99] < 1e-5


def test_a_training_resumed_half_way_ends_with_the_same_weights(sources: list[Source], tmp_path: Path) -> None:
    said: list[str] = []
    straight = trainer(sources)
    run_training(straight, tmp_path / "straight.pt", [], said.append)
    assert [line.split()[1] for line in said] == ["10/20", "20/20"]

    cut_off = trainer(sources)
    for _ in range(9):
        cut_off.advance()
    cut_off.save(tmp_path / "half.pt")
    resumed = trainer(sources)
    resumed.load(tmp_path / "half.pt")
    run_training(resumed, tmp_path / "half.pt", [], said.append)
    assert_same_weights(straight.network, resumed.network)
    assert_same_weights(straight.average, resumed.average)


def test_another_seed_gives_other_weights(sources: list[Source]) -> None:
    one, other = trainer(sources), trainer(sources, Recipe(steps=20, batch_size=4, seed=2))
    assert not one.network.head.weight.equal(other.network.head.weight)


def test_a_checkpoint_of_another_recipe_is_refused(sources: list[Source], tmp_path: Path) -> None:
    trainer(sources).save(tmp_path / "c.pt")
    with pytest.raises(ValueError, match="another recipe"):
        trainer(sources, Recipe(steps=30, batch_size=4)).load(tmp_path / "c.pt")
