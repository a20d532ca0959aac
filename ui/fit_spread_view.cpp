// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fit_spread_view.h"

#include "core/simulated_fits.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cstddef>

namespace tradeoff::ui {

namespace {

/// What the steps of the ladder show; the first is the drawn sample.
constexpr std::array<int, 4> stepFits{0, 10, 100, FitSpreadView::all};

} // namespace

FitSpreadView::FitSpreadView(PlotPanel& panel)
    : QObject(&panel)
    , m_panel(panel)
    , m_ladder(createLadder(panel))
{
    panel.addToHeading(m_ladder);
    showSteps();
}

QWidget* FitSpreadView::createLadder(PlotPanel& panel)
{
    auto* ladder = new QWidget(&panel);
    auto* line = new QHBoxLayout(ladder);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2);
    line->addWidget(new QLabel(tr("Training sets"), ladder));
    line->addSpacing(6);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        auto* step = new QToolButton(ladder);
        step->setObjectName(QStringLiteral("fits%1").arg(i));
        step->setCheckable(true);
        step->setAutoRaise(true);
        step->setFocusPolicy(Qt::TabFocus);
        connect(step, &QToolButton::clicked, this, [this, i] { setFits(stepFits[i]); });
        line->addWidget(step);
        m_steps[i] = step;
    }
    return ladder;
}

int FitSpreadView::simulatedSets() const
{
    const bool isDrawn =
        m_result && !m_result->data && figureRow("spread").isFor(m_result->scenario.dimensions());
    return isDrawn ? m_result->scenario.trainingSets : 0;
}

void FitSpreadView::showSteps()
{
    const int sets = simulatedSets();
    m_ladder->setVisible(sets > 0);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        QToolButton& step = *m_steps[i];
        const bool isLast = stepFits[i] == all;
        const int shown = isLast ? sets : std::max(1, stepFits[i]);
        step.setText(QString::number(shown));
        step.setVisible(i == 0 || isLast || shown < sets);
        step.setChecked(stepFits[i] == m_fits || (isLast && m_fits >= sets));
        const QString tip =
            i == 0 ? tr("The fit to the drawn sample alone")
                   : tr("Fits of %n simulated training set(s), with mean and standard deviation",
                        nullptr, shown);
        step.setToolTip(tip);
        step.setAccessibleName(tip);
    }
}

void FitSpreadView::setFits(int fits)
{
    m_fits = std::max(0, fits);
    showSteps();
    showFits();
    askForParts();
}

void FitSpreadView::showMore()
{
    constexpr int more = 10;
    const bool isComplete = m_last && m_last->simulated.trainingSets >= simulatedSets();
    const int kept = isComplete ? static_cast<int>(m_last->fits.size()) : stepFits[2];
    const bool areKept = m_fits <= kept - more && m_fits < simulatedSets() - more;
    setFits(areKept ? m_fits + more : all);
}

ResultParts FitSpreadView::wantedParts() const
{
    return m_fits > 0 && !m_panel.isHidden() ? ResultParts{ResultPart::FitSpread} : ResultParts();
}

void FitSpreadView::askForParts()
{
    const bool isMissing = !m_result || !m_result->fitSpread;
    if (isMissing && !wantedParts().empty())
        emit partsMissing();
}

void FitSpreadView::showResult(const std::shared_ptr<const Result>& result)
{
    m_result = result;
    showSteps();
    showFits();
}

void FitSpreadView::showFits()
{
    if (!m_result)
        return;
    const int shown = simulatedSets() > 0 ? m_fits : 0;
    std::shared_ptr<const Result> result = m_result;
    if (shown == 0) {
        m_last.reset();
    } else if (m_result->fitSpread) {
        m_last = m_result->fitSpread;
    } else if (m_last) {
        auto withLast = std::make_shared<Result>(*m_result);
        withLast->fitSpread = m_last;
        result = std::move(withLast);
    }
    m_panel.setFits(shown);
    m_panel.showResult(std::move(result));
}

} // namespace tradeoff::ui
