"""Cat or not: balanced, disjoint, drawn by the seed."""

import numpy as np
import pytest

from nnlab import data
from nnlab.data.images import LabelledImages
from nnlab.errors import NnlabError


def pictures(split):
    return {image.tobytes() for image in split.images}


@pytest.fixture(scope="module")
def split():
    return data.cat_split(1)


def parts(split):
    return split.train, split.validation, split.test


def test_each_part_is_half_cats_and_none_is_lost(split):
    assert [len(part) for part in parts(split)] == [1192, 396, 396]
    for part in parts(split):
        assert part.images.shape == (len(part), 28, 28)
        assert part.images.dtype == np.uint8
        assert part.labels.mean() == 0.5
        assert ((part.kinds == "cat") == (part.labels == 1)).all()
    assert sum(int(part.labels.sum()) for part in parts(split)) == 992  # every cat


def test_no_picture_is_in_two_parts(split):
    seen = [pictures(part) for part in parts(split)]
    assert len(set.union(*seen)) == 1192 + 396 + 396


def test_labels_belong_to_their_pictures(split):
    animals = data.animals()
    kind = {image.tobytes(): animals.names[label] for image, label in zip(animals.images, animals.labels, strict=True)}
    for part in parts(split):
        assert [kind[image.tobytes()] for image in part.images] == part.kinds.tolist()


def test_the_others_are_of_all_nine_kinds_and_mixed_with_cats(split):
    assert len(set(split.train.kinds)) == 10
    runs = (np.diff(split.train.labels) != 0).sum()
    assert runs > 400  # about half of 1191 in random order, 1 when sorted


def test_the_seed_decides(split):
    again, other = data.cat_split(1), data.cat_split(2)
    assert np.array_equal(again.train.images, split.train.images)
    assert np.array_equal(again.test.labels, split.test.labels)
    assert pictures(other.test) != pictures(split.test)


def test_sizes_are_as_asked():
    split = data.cat_split(0, validation=0.1, test=0.25)
    assert [len(part) for part in parts(split)] == [1984 - 198 - 496, 198, 496]


def test_other_pictures_in_colour():
    images = np.arange(40, dtype=np.uint8).repeat(12).reshape(40, 2, 2, 3)
    labels = np.array([0] * 30 + [1] * 10)
    split = data.cat_split(0, pictures=LabelledImages(images, labels, ("dog", "cat")))
    assert [len(part) for part in parts(split)] == [12, 4, 4]
    assert split.train.images.shape == (12, 2, 2, 3)
    for part in parts(split):
        assert ((part.images[:, 0, 0, 0] >= 30) == (part.labels == 1)).all()


@pytest.mark.parametrize(("validation", "test"), [(0.0, 0.2), (0.2, -0.1), (0.5, 0.5), (float("nan"), 0.2)])
def test_parts_that_leave_nothing_are_refused(validation, test):
    with pytest.raises(NnlabError, match="above 0, and their sum below 1"):
        data.cat_split(0, validation=validation, test=test)


def test_without_cats_or_with_too_few_it_says_so():
    with pytest.raises(NnlabError, match=r"^0 cats and 812 others"):
        data.cat_split(0, pictures=data.animals().of("bird"))
    animals = data.animals()
    few = animals.take(np.flatnonzero(animals.labels == 2)[:2])
    with pytest.raises(NnlabError, match=r"^2 cats and 0 others"):
        data.cat_split(0, pictures=few)


def test_it_says_what_it_is(split):
    assert repr(split).startswith("train: 1192 pictures: 596 cats, 596 others; validation: 396 pictures")
