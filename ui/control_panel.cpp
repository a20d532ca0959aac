// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control_panel.h"

#include "core/segmentation.h"
#include "ui/control_panel_parts.h"
#include "ui/data_panel.h"
#include "ui/fields/choice_form.h"
#include "ui/fields/fold_group.h"
#include "ui/fields/message_label.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace tradeoff::ui {

FoldGroup* ControlPanel::Parts::addGroup(const QString& path, const QString& title)
{
    auto* group = new FoldGroup(path, title, FoldKind::Group, &panel);
    groups->addWidget(group);
    return group;
}

FoldGroup* ControlPanel::Parts::addMore(FoldGroup& group, const QString& path)
{
    auto* more = new FoldGroup(path, tr("More"), FoldKind::More, &group);
    group.addField(more);
    return more;
}

void ControlPanel::Parts::fillData()
{
    FoldGroup* group = addGroup(QStringLiteral("group.data"), tr("Data"));
    data = new DataPanel(group);
    group->addField(data);
    connect(data, &DataPanel::formulaRequested, &panel, &ControlPanel::formulaRequested);
    shows.emplace_back([this, group](const Scenario& now) {
        group->setVisible(now.data.has_value());
        if (now.data)
            data->showChoice(*now.data);
    });
}

void ControlPanel::Parts::hideWithData(QWidget& widget)
{
    shows.emplace_back([&widget](const Scenario& now) { widget.setVisible(!now.data); });
}

void ControlPanel::Parts::fillProblem()
{
    FoldGroup* group = addGroup(QStringLiteral("group.problem"), tr("Problem"));
    hideWithData(*group);
    addDimensions(*group);
    addChoice(*group, {{QStringLiteral("target"), tr("Target β"), tr("The target function β(x)")},
                       tr("target function"),
                       choiceSlots()[0]});
    addChoice(*group,
              {{QStringLiteral("density"), tr("Density p"), tr("The density p(x) of the inputs")},
               tr("input density"),
               choiceSlots()[1]});
    addScalar(*group, noiseVarianceField());
    addSides(*addMore(*group, QStringLiteral("more.problem")));
}

void ControlPanel::Parts::fillExperts()
{
    FoldGroup* group = addGroup(QStringLiteral("group.experts"), tr("Experts"));
    ChoiceForm& form = addChoice(*group, {{QStringLiteral("segmentation"), tr("Segmentation"),
                                           tr("How the input space is divided among the experts")},
                                          tr("segmentation"),
                                          choiceSlots()[2]});
    shows.emplace_back([&form](const Scenario& now) {
        form.offer([&now](const Option& option) {
            return !now.data || worksWithData(segmentationRow(option.kind).source);
        });
    });
    addScalar(*group, expertsField());
    addRange(*addMore(*group, QStringLiteral("more.experts")), sweepField());
}

void ControlPanel::Parts::fillLearning()
{
    FoldGroup* group = addGroup(QStringLiteral("group.learning"), tr("Learning"));
    hideWithData(addScalar(*group, samplesField()));
    addEmptyRegion(*group);
    hideWithData(addSeed(*group));
    FoldGroup* more = addMore(*group, QStringLiteral("more.learning"));
    hideWithData(*more);
    addScalar(*more, trainingSetsField());
}

ControlPanel::ControlPanel(ScenarioStore& store, QWidget* parent)
    : QWidget(parent)
    , m_parts(std::make_unique<Parts>(*this, store))
{
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(scroll);
    m_parts->scroll = scroll;
    m_parts->groups = new QVBoxLayout(content);
    m_parts->groups->setContentsMargins(6, 6, 8, 6);
    m_parts->groups->setSpacing(8);
    m_parts->fillData();
    m_parts->fillProblem();
    m_parts->fillExperts();
    m_parts->fillLearning();
    m_parts->groups->addStretch();
    scroll->setWidget(content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);
    const auto show = [this](const Scenario& scenario) {
        for (const auto& each : m_parts->shows) {
            each(scenario);
        }
    };
    connect(&store, &ScenarioStore::scenarioChanged, this, show);
    show(store.scenario());
}

ControlPanel::~ControlPanel()
{
    // A field that goes while it is typed into loses the focus and reports: nobody is there to
    // hear.
    for (const auto* each : findChildren<QWidget*>()) {
        disconnect(each, nullptr, this, nullptr);
    }
}

void ControlPanel::showError(const InputError& error)
{
    const QString path = pathOf(error);
    MessageLabel* label = m_parts->messageOf(path);
    if (label == nullptr) {
        return;
    }
    for (QWidget* each = label->parentWidget(); each != this; each = each->parentWidget()) {
        if (auto* group = qobject_cast<FoldGroup*>(each)) {
            group->setOpen(true);
        }
    }
    label->setMessage(messageAt(path, error));
    label->flush();
    m_parts->scroll->ensureWidgetVisible(label, 0);
}

void ControlPanel::setBoundaries(std::vector<double> boundaries)
{
    m_parts->boundaries = std::move(boundaries);
}

void ControlPanel::setCenters(std::vector<Record> centers)
{
    m_parts->centers = std::move(centers);
}

void ControlPanel::showData(const std::optional<DataSummary>& summary)
{
    m_parts->domain = summary ? std::optional(summary->domain) : std::nullopt;
    if (summary)
        m_parts->data->showSummary(*summary);
}

QSize ControlPanel::sizeHint() const
{
    constexpr int comfortable = 300;
    return QSize(comfortable, 640).expandedTo(minimumSizeHint());
}

QSize ControlPanel::minimumSizeHint() const
{
    const int content = m_parts->scroll->widget()->minimumSizeHint().width();
    const int bar = m_parts->scroll->verticalScrollBar()->sizeHint().width();
    return {content + bar, 160};
}

} // namespace tradeoff::ui
