"""What co-production networks write down: one file a register."""

from __future__ import annotations

from data.contract import Contract
from data.tables.registers.change import CHANGE
from data.tables.registers.feedback import FEEDBACK
from data.tables.registers.forum import FORUM
from data.tables.registers.involvement import INVOLVEMENT
from data.tables.registers.participation import PARTICIPATION
from data.tables.registers.project import PROJECT

CONTRACTS: tuple[Contract, ...] = (PROJECT, FORUM, INVOLVEMENT, PARTICIPATION, FEEDBACK, CHANGE)
