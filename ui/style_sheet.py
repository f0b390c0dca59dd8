"""The style sheet; `@name@` is filled from the colours and sizes of the theme."""

from __future__ import annotations

STYLE = """
QToolTip { background: @sheet@; color: @ink@; border: 1px solid @line@; padding: 4px 6px; }
QMainWindow, QDialog { background: @paper@; }
QMenuBar { background: @sheet@; border-bottom: 1px solid @line@; padding: 1px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenu::item:selected { background: @hover@; color: @ink@; }
QMenu { background: @sheet@; border: 1px solid @line@; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 24px; border-radius: 4px; }
QMenu::item:disabled { color: @soft@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QMenu::indicator { left: 7px; width: 12px; height: 12px; }
QMenu::indicator:checked { image: url(@images@/check-@shade@.svg); }

QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: none; }
QFrame#sheet { background: @sheet@; border: 1px solid @line@; border-radius: 9px; }
QFrame#sheet[selected="true"] { border: 2px solid @link@; }
QFrame#better { background: @strength_wash@; border-radius: 7px; }
QFrame#rule { background: @line@; border: none; }
QFrame#redrule { background: @red@; border: none; }
QFrame#notice { background: @yellow_wash@; border: 1px solid @yellow_text@; border-radius: 7px; }
QFrame#rail { background: @sheet@; border: none; border-right: 1px solid @line@; }
QFrame#bar { background: @sheet@; border: none; border-top: 1px solid @line@; }
QFrame#drop { background: @sheet@; border: 2px dashed @line@; border-radius: 12px; }
QFrame#drop[over="true"] { border-color: @link@; background: @delivery_wash@; }

QLabel { background: transparent; }
QLabel[role="soft"] { color: @soft@; }
QLabel[role="hint"] { color: @soft@; font-size: @small@pt; }
QLabel[role="caption"] { color: @soft@; font-size: @small@pt; font-weight: 600; }
QLabel[role="large"] { font-size: @large@pt; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { font-size: @title@pt; font-weight: 700; }
QLabel[role="heading"] { font-size: @heading@pt; font-weight: 700; }
QLabel[role="huge"] { font-size: @huge@pt; font-weight: 700; }
QLabel[role="better"] { font-size: @large@pt; font-weight: 600; }
QLabel[role="bettername"] { color: @strength@; font-size: @small@pt; font-weight: 600; }
QLabel[role="plain"] { background: @delivery_wash@; color: @delivery@; border-radius: 4px; padding: 1px 6px; font-weight: 600; font-size: @small@pt; }
QLabel[role="critical"] { color: @red_text@; border: 1px solid @red_text@; border-radius: 4px; padding: 0 5px; font-size: @small@pt; font-weight: 600; }
QLabel[role="criticalname"] { color: @red_text@; font-weight: 600; font-size: @small@pt; }
QLabel[role="unclear"] { border: 1px dotted @soft@; border-radius: 4px; padding: 0 5px; font-size: @small@pt; font-weight: 600; }
QLabel[role="kind-red"] { color: @red_text@; font-weight: 600; }
QLabel[role="kind-yellow"] { color: @yellow_text@; font-weight: 600; }
QLabel[role="kind-missed"] { color: @missed@; font-weight: 600; }
QLabel[role="kind-strength"] { color: @strength@; font-weight: 600; }
QLabel[role="kind-delivery"] { color: @delivery@; font-weight: 600; }
QLabel[role="failed"] { color: @red_text@; }
QLabel[role="state-starting"], QLabel[role="state-ended"] { color: @soft@; font-size: @heading@pt; font-weight: 700; }
QLabel[role="state-recording"] { color: @red_text@; font-size: @heading@pt; font-weight: 700; }
QLabel[role="state-running"] { color: @strength@; font-size: @heading@pt; font-weight: 700; }
QLabel[role="drill-mended"] { color: @strength@; font-size: @heading@pt; font-weight: 700; }
QLabel[role="drill-caught"] { color: @red_text@; font-size: @heading@pt; font-weight: 700; }
QLabel[role="state-paused"] { color: @yellow_text@; font-size: @heading@pt; font-weight: 700; }

QPushButton { background: @sheet@; color: @ink@; border: 1px solid @line@; border-radius: 6px; padding: 6px 14px; }
QPushButton:hover { background: @hover@; }
QPushButton:focus, QToolButton:focus { border: 2px solid @link@; }
QPushButton:focus { padding: 5px 13px; }
QPushButton:disabled { color: @soft@; background: @ground@; }
QPushButton[role="main"] { background: @link@; color: @sheet@; border-color: @link@; font-weight: 600; }
QPushButton[role="main"]:hover { background: @delivery@; }
QPushButton[role="main"]:focus { border: 2px solid @ink@; }
QPushButton[role="main"]:disabled { background: @ground@; color: @soft@; border-color: @line@; }
QPushButton[role="record"] { background: @red@; color: @red_ink@; border-color: @red@; font-weight: 600; padding: 8px 18px; }
QPushButton[role="record"]:hover { border-color: @ink@; }
QPushButton[role="record"]:focus { border: 2px solid @ink@; padding: 7px 17px; }
QPushButton[role="record"]:disabled { background: @ground@; color: @soft@; border-color: @line@; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: @link@; padding: 0 2px; text-align: left; text-decoration: underline; border-radius: 3px; }
QPushButton[role="link"]:hover { background: @hover@; }
QPushButton[role="link"]:focus { border: 1px solid @link@; padding: 0 2px; }
QPushButton[role="count"] { background: transparent; border: 1px solid transparent; padding: 2px 4px; text-align: left; }
QPushButton[role="count"]:hover { background: @hover@; }
QPushButton[role="count"]:focus { border: 1px solid @link@; }
QPushButton[role="fold"] { background: transparent; border: 1px solid transparent; color: @soft@; padding: 1px 2px; text-align: left; font-size: @small@pt; }
QPushButton[role="fold"]:hover { color: @ink@; }
QPushButton[role="fold"]:focus { border: 1px solid @link@; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; color: @ink@; }
QToolButton:hover { background: @hover@; }
QToolButton:checked { background: @delivery_wash@; border: 1px solid @link@; }
QToolButton:focus { border: 2px solid @link@; padding: 3px; }
QToolButton[role="rail"] { border-radius: 9px; padding: 7px 2px; font-size: @small@pt; color: @soft@; }
QToolButton[role="rail"]:focus { padding: 6px 1px; }
QToolButton[role="rail"]:checked { background: @hover@; color: @ink@; border: 1px solid transparent; font-weight: 600; }
QToolButton[role="rail"]:checked:focus { border: 2px solid @link@; }
QToolButton[role="plus"], QToolButton[role="minus"], QToolButton[role="card"] { border: 1px solid @line@; border-radius: 5px; padding: 2px 8px; font-weight: 600; }
QToolButton[role="plus"] { background: @strength_wash@; color: @strength@; }
QToolButton[role="minus"] { background: @missed_wash@; color: @missed@; }
QToolButton[role="card"] { background: @red_wash@; color: @red_text@; }
QToolButton[role="plus"]:hover, QToolButton[role="minus"]:hover, QToolButton[role="card"]:hover { border-color: @ink@; }
QToolButton[role="plus"]:focus, QToolButton[role="minus"]:focus, QToolButton[role="card"]:focus { border: 2px solid @link@; padding: 1px 7px; }
QToolButton[role="stage"] { border: 1px solid @line@; border-radius: 5px; padding: 2px 6px; font-size: @small@pt; }
QToolButton[role="stage"]:focus { border: 2px solid @link@; padding: 1px 5px; }
QToolButton[role="play"] { background: @link@; border-radius: 17px; }
QToolButton[role="play"]:hover { background: @delivery@; }
QToolButton[role="play"]:focus { border: 2px solid @ink@; }
QToolButton[role="play"]:disabled { background: @line@; }

QComboBox, QLineEdit, QDateEdit { background: @sheet@; border: 1px solid @line@; border-radius: 6px; padding: 4px 8px; min-height: 1.3em; }
QComboBox:focus, QLineEdit:focus, QDateEdit:focus { border: 2px solid @link@; padding: 3px 7px; }
QSpinBox { min-height: 1.7em; }
QComboBox:disabled, QLineEdit:disabled { background: @ground@; color: @soft@; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(@images@/down-@shade@.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @sheet@; border: 1px solid @line@; selection-background-color: @hover@; selection-color: @ink@; outline: 0; }
QPlainTextEdit { background: @sheet@; border: 1px solid @line@; border-radius: 6px; padding: 4px 8px; selection-background-color: @link@; selection-color: @sheet@; }
QPlainTextEdit:focus { border: 2px solid @link@; padding: 3px 7px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @soft@; border-radius: 4px; background: @sheet@; }
QCheckBox::indicator:checked { image: url(@images@/check-@shade@.svg); }
QCheckBox::indicator:focus { border: 2px solid @link@; }
QTextBrowser { background: transparent; border: none; selection-background-color: @link@; selection-color: @sheet@; }
QTableView { background: @sheet@; alternate-background-color: @ground@; border: 1px solid @line@; border-radius: 6px; selection-background-color: @hover@; selection-color: @ink@; outline: 0; }
QTableView:focus { border: 2px solid @link@; }
QTableView::item { padding: 3px 8px; }
QHeaderView { background: @sheet@; }
QHeaderView::section { background: @sheet@; color: @soft@; border: none; border-bottom: 1px solid @line@; padding: 5px 11px; font-weight: 600; font-size: @small@pt; }
QListView { background: transparent; border: none; outline: 0; }
QListView#cases::item { border: 2px solid transparent; border-radius: 7px; padding: 6px 8px; color: @ink@; }
QListView#cases::item:hover { background: @hover@; }
QListView#cases::item:selected { background: @delivery_wash@; color: @ink@; }
QListView#cases::item:selected:focus { border: 2px solid @link@; }
QListView#team { background: @ground@; border: 1px solid @line@; border-radius: 6px; padding: 2px; }
QListView#team:focus { border: 2px solid @link@; padding: 1px; }
QListView#team::item, QListView#marks::item { border-radius: 4px; padding: 2px 4px; }
QListView#team::item:selected, QListView#marks::item:selected { background: @delivery_wash@; }
QListView#cases::item:disabled { color: @soft@; }
QProgressBar { background: @ground@; border: none; border-radius: 4px; height: 8px; text-align: center; }
QProgressBar::chunk { background: @link@; border-radius: 4px; }
QProgressBar[role="score"]::chunk { background: @ink@; }
QProgressBar[role="score"] { background: @line@; }
QSlider::groove:horizontal { background: @line@; height: 6px; border-radius: 3px; }
QSlider::sub-page:horizontal { background: @link@; border-radius: 3px; }
QSlider::handle:horizontal { background: @sheet@; border: 2px solid @link@; width: 14px; margin: -6px 0; border-radius: 9px; }
QSlider::handle:horizontal:focus { border-color: @ink@; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @line@; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @line@; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @soft@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
