"""Data that the course ships. Every loader checks the file's sha256 and gives fresh arrays, so no cell spoils another's."""

from nnlab.data.animals import animals
from nnlab.data.breast_cancer import BreastCancer, breast_cancer
from nnlab.data.cats import CatsAndOthers, CatSplit, cat_split
from nnlab.data.digits import digits
from nnlab.data.fashion_mnist import fashion, fashion_full
from nnlab.data.images import LabelledImages, TrainTest
from nnlab.data.penguins import Penguins, penguins
from nnlab.data.photographs import photographs

__all__ = [
    "BreastCancer",
    "CatSplit",
    "CatsAndOthers",
    "LabelledImages",
    "Penguins",
    "TrainTest",
    "animals",
    "breast_cancer",
    "cat_split",
    "digits",
    "fashion",
    "fashion_full",
    "penguins",
    "photographs",
]
