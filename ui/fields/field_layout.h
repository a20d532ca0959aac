// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;
class QWidget;

namespace tradeoff::ui {

class MessageLabel;

/// What people read about a field.
struct FieldTexts {
    QString path;  ///< object name of the editor, for example "density.mean"
    QString label; ///< for example "Mean"
    QString hint;  ///< tooltip: the formula, the symbol, what is accepted
};

/// The parts that every field has: a line with the label on the left, and the message below.
struct FieldParts {
    QLabel* label = nullptr;
    QHBoxLayout* line = nullptr; ///< the editors go here
    MessageLabel* message = nullptr;
};

/// Lays out a field: all labels are equally wide, so that editors stand in one column.
[[nodiscard]] FieldParts layOutField(QWidget& field, const FieldTexts& texts);

/// Makes a widget the editor of a field: object name, accessible name and tooltip.
void nameEditor(QWidget& editor, const FieldTexts& texts);

} // namespace tradeoff::ui
