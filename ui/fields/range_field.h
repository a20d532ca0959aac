// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fields/field_layout.h"
#include "ui/fields/number_box.h"

#include <QWidget>

#include <array>

namespace tradeoff::ui {

/// A labelled pair of numbers, "from" and "to", in two boxes with messages of their own: the paths
/// are the field's with ".0" and ".1".
class RangeField : public QWidget {
    Q_OBJECT

public:
    RangeField(const FieldTexts& texts, const NumberRules& rules, QWidget* parent = nullptr);

    /// Shows the numbers without emitting anything.
    void showRange(const Interval& range);

signals:
    /// `end` is 0 for the low and 1 for the high end.
    void edited(int end, double value);
    void gestureEnded();

private:
    NumberBox* makeBox(const FieldTexts& texts, const NumberRules& rules, int end);

    FieldParts m_parts;
    std::array<MessageLabel*, 2> m_messages{};
    std::array<NumberBox*, 2> m_boxes{};
};

} // namespace tradeoff::ui
