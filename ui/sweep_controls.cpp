// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweep_controls.h"

#include "core/scenario_parameters.h"
#include "ui/fields/field_layout.h"
#include "ui/fields/number_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace tradeoff::ui {

SweepControls::SweepControls(QWidget* parent)
    : QWidget(parent)
    , m_parameters(new QComboBox(this))
{
    nameEditor(*m_parameters, {QStringLiteral("sweep.parameter"), tr("Parameter on the x-axis"),
                               tr("The number of the scenario that the curves run over")});
    m_parameters->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_parameters->setMinimumContentsLength(10);
    setAutoFillBackground(true); // as the controls have, so that boxes stand out of it
    setBackgroundRole(QPalette::Window);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(12, 6, 12, 6);
    line->setSpacing(6);
    line->addWidget(m_parameters, 3);
    m_ends[0] = createEnd(QStringLiteral("sweep.range.0"), tr("Sweep, from"));
    m_ends[1] = createEnd(QStringLiteral("sweep.range.1"), tr("Sweep, to"));
    line->addWidget(m_ends[0], 1);
    line->addWidget(new QLabel(tr("to"), this));
    line->addWidget(m_ends[1], 1);
    connect(m_parameters, &QComboBox::activated, this, [this](int index) {
        emit chosen({m_parameters->itemData(index).toString().toStdString(), std::nullopt});
        emit gestureEnded();
    });
}

NumberBox* SweepControls::createEnd(const QString& name, const QString& text)
{
    constexpr double most = limits::maximumCoordinate;
    auto* box = new NumberBox({NumberKind::Real, {-most, most}, 0.1}, this);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    nameEditor(*box, {name, text, tr("The end of the x-axis")});
    connect(box, &NumberBox::edited, this, [this, box](double value) {
        SweptParameter swept{m_parameters->currentData().toString().toStdString(),
                             Interval{m_ends[0]->value(), m_ends[1]->value()}};
        (box == m_ends[0] ? swept.range->low : swept.range->high) = value;
        emit chosen(swept);
    });
    connect(box, &NumberBox::gestureEnded, this, &SweepControls::gestureEnded);
    return box;
}

void SweepControls::showScenario(const Scenario& scenario)
{
    const QSignalBlocker quiet(m_parameters);
    const QString wanted = QString::fromStdString(scenario.swept.path);
    m_parameters->clear();
    for (const ScenarioParameter& parameter : scenarioParameters(scenario)) {
        m_parameters->addItem(QString::fromStdString(parameter.label),
                              QString::fromStdString(parameter.path));
        if (parameter.path == scenario.swept.path) {
            const Interval range = scenario.swept.range.value_or(parameter.slider);
            m_ends[0]->showValue(range.low);
            m_ends[1]->showValue(range.high);
        }
    }
    const int index = m_parameters->findData(wanted);
    if (index < 0) // of another kind
        m_parameters->addItem(wanted, wanted);
    m_parameters->setCurrentIndex(index < 0 ? m_parameters->count() - 1 : index);
    setEnabled(!scenario.data);
}

} // namespace tradeoff::ui
