// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"

#include <QWidget>

#include <array>

class QComboBox;

namespace tradeoff::ui {

class NumberBox;

/// The x-axis of the sweep: which number of the scenario it is, and from where to where.
class SweepControls : public QWidget {
    Q_OBJECT

public:
    explicit SweepControls(QWidget* parent = nullptr);

    /// Shows a scenario's choice without emitting anything.
    void showScenario(const Scenario& scenario);

signals:
    /// Another parameter or range is wanted.
    void chosen(const tradeoff::SweptParameter& swept);
    void gestureEnded();

private:
    NumberBox* createEnd(const QString& name, const QString& text);

    QComboBox* m_parameters;
    std::array<NumberBox*, 2> m_ends{};
};

} // namespace tradeoff::ui
