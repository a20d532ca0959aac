// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control_panel_parts.h"

#include "ui/choice_edits.h"
#include "ui/fields/choice_form.h"
#include "ui/fields/fold_group.h"
#include "ui/fields/message_label.h"
#include "ui/fields/range_field.h"
#include "ui/fields/text_field.h"
#include "ui/fields/wheel_guard.h"
#include "ui/place_edits.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <optional>

namespace tradeoff::ui {

namespace {

QString seedSpelling(const QString& text)
{
    bool ok = false;
    const qulonglong seed = text.trimmed().toULongLong(&ok);
    return ok ? QString::number(seed) : text;
}

} // namespace

QString pathOf(const InputError& error)
{
    return QString::fromStdString(error.place()).mid(1).replace('/', '.');
}

QString messageAt(const QString& path, const InputError& error)
{
    QString text = QString::fromUtf8(error.what());
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    const QString place = pathOf(error);
    const bool here = place.isEmpty() || place.startsWith(path) || path.startsWith(place);
    return here ? text : QStringLiteral("%1: %2").arg(place, text);
}

QWidget& ControlPanel::Parts::addScalar(FoldGroup& group, const ScalarField& scalar)
{
    auto* field = new NumberField(scalar.texts, scalar.rules, &group);
    group.addField(field);
    shows.emplace_back(
        [field, scalar](const Scenario& now) { field->showValue(scalar.value(now)); });
    connect(field, &NumberField::edited, &panel, [this, scalar](double value) {
        apply(scalar.texts.path, scalar.name, {scalar.edit(store.scenario(), value)});
    });
    connect(field, &NumberField::gestureEnded, &store, &ScenarioStore::endGesture);
    return *field;
}

RangeField* ControlPanel::Parts::makeRange(const ScalarRange& range, QWidget& parent)
{
    auto* field = new RangeField(range.texts, range.rules, &parent);
    connect(field, &RangeField::edited, &panel, [this, range](int end, double value) {
        Interval wanted = range.range(store.scenario());
        (end == 0 ? wanted.low : wanted.high) = value;
        apply(QStringLiteral("%1.%2").arg(range.texts.path).arg(end), range.name,
              range.edit(store.scenario(), wanted));
    });
    connect(field, &RangeField::gestureEnded, &store, &ScenarioStore::endGesture);
    return field;
}

void ControlPanel::Parts::addRange(FoldGroup& group, const ScalarRange& range)
{
    RangeField* field = makeRange(range, group);
    group.addField(field);
    shows.emplace_back([field, range](const Scenario& now) { field->showRange(range.range(now)); });
}

void ControlPanel::Parts::addDimensions(FoldGroup& group)
{
    const ScalarField scalar = dimensionsField();
    auto* field = new NumberField(scalar.texts, scalar.rules, &group);
    group.addField(field);
    shows.emplace_back(
        [field, scalar](const Scenario& now) { field->showValue(scalar.value(now)); });
    // While a number is being typed (1 on the way to 10) all that carries over is that of the
    // scenario before it.
    struct Gesture {
        Scenario before;
        Scenario now;
    };
    const auto gesture = std::make_shared<std::optional<Gesture>>();
    connect(field, &NumberField::edited, &panel, [this, scalar, gesture](double value) {
        if (!*gesture || (*gesture)->now != store.scenario()) {
            *gesture = Gesture{store.scenario(), {}};
        }
        apply(scalar.texts.path, scalar.name, {scalar.edit((*gesture)->before, value)});
        (*gesture)->now = store.scenario();
    });
    connect(field, &NumberField::gestureEnded, &panel, [this, gesture] {
        gesture->reset();
        store.endGesture();
    });
}

void ControlPanel::Parts::addSides(FoldGroup& group)
{
    auto* sides = new QWidget(&group);
    auto* column = new QVBoxLayout(sides);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    group.addField(sides);
    const auto fields = std::make_shared<std::vector<RangeField*>>();
    shows.emplace_back([this, sides, column, fields](const Scenario& now) {
        const std::vector<Interval> box = now.box();
        if (fields->size() != box.size()) {
            for (RangeField* field : *fields) {
                field->hide();
                field->deleteLater();
            }
            fields->clear();
            for (std::size_t k = 0; k < box.size(); ++k) {
                fields->push_back(makeRange(sideField(k, box.size()), *sides));
                column->addWidget(fields->back());
            }
        }
        for (std::size_t k = 0; k < box.size(); ++k) {
            (*fields)[k]->showRange(box[k]);
        }
    });
}

ChoiceForm& ControlPanel::Parts::addChoice(FoldGroup& group, const ChoicePlace& place)
{
    auto* form = new ChoiceForm(place.texts, &group);
    group.addField(form);
    shows.emplace_back([form, place](const Scenario& now) {
        form->showChoice(now.*place.slot.member, {place.slot.options(now.dimensions()), now.box()});
    });
    connect(form, &ChoiceForm::kindChosen, &panel, [this, place, form](const Option& option) {
        chooseKind(place, option);
        form->showKind(store.scenario().*place.slot.member);
    });
    connect(form, &ChoiceForm::edited, &panel, [this, place](const ChoiceEdit& edit) {
        apply(edit.path, edit.label.toLower(), with(place.slot.member, edit.candidates));
    });
    connect(form, &ChoiceForm::gestureEnded, &store, &ScenarioStore::endGesture);
    return *form;
}

void ControlPanel::Parts::chooseKind(const ChoicePlace& place, const Option& option)
{
    const Scenario& now = store.scenario();
    const std::vector<Choice> choices =
        option.kind == "manual" ? std::vector{manualChoice(option)}
                                : choicesOfKind(option, now.*place.slot.member, now.box());
    apply(place.texts.path + QStringLiteral(".kind"), place.name, with(place.slot.member, choices));
}

Choice ControlPanel::Parts::manualChoice(const Option& option) const
{
    const Scenario& now = store.scenario();
    Choice manual = defaultChoice(option);
    if (now.dimensions() > 1) {
        manual.values["centers"] = firstManualCenters(now, centers);
    } else {
        Scenario shown = now;
        shown.domain = now.data ? domain.value_or(now.domain) : now.domain;
        manual.values["boundaries"] = firstManualBoundaries(shown, boundaries);
    }
    return manual;
}

void ControlPanel::Parts::addEmptyRegion(FoldGroup& group)
{
    const FieldTexts texts{QStringLiteral("emptyRegion"), tr("Empty region"),
                           tr("What an expert predicts whose region holds no sample")};
    auto* field = new QWidget(&group);
    const FieldParts parts = layOutField(*field, texts);
    auto* rules = new QComboBox(field);
    nameEditor(*rules, texts);
    guardWheel(*rules);
    rules->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    rules->setMinimumContentsLength(8);
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        rules->addItem(QString::fromUtf8(row.label.data(), qsizetype(row.label.size())));
    }
    parts.label->setBuddy(rules);
    parts.line->addWidget(rules, 1);
    group.addField(field);
    shows.emplace_back([rules](const Scenario& now) {
        const QSignalBlocker quiet(rules);
        rules->setCurrentIndex(static_cast<int>(now.emptyRegion));
    });
    connect(rules, &QComboBox::currentIndexChanged, &panel, [this, texts](int index) {
        Scenario edited = store.scenario();
        edited.emptyRegion = emptyRegionTable()[static_cast<std::size_t>(index)].rule;
        apply(texts.path, tr("empty-region rule"), {edited});
        store.endGesture();
    });
}

QWidget& ControlPanel::Parts::addSeed(FoldGroup& group)
{
    const FieldTexts texts{QStringLiteral("seed"), tr("Seed"),
                           tr("The number that the random training set follows from")};
    auto* field = new TextField(texts, seedSpelling, &group);
    auto* button = new QPushButton(tr("New sample"), field);
    button->setObjectName(QStringLiteral("newSample"));
    button->setAccessibleName(button->text());
    button->setToolTip(tr("Draw another training set (Space)"));
    field->line().addWidget(button);
    group.addField(field);
    shows.emplace_back(
        [field](const Scenario& now) { field->showText(QString::number(now.seed)); });
    connect(button, &QPushButton::clicked, &panel, &ControlPanel::newSampleRequested);
    connect(field, &TextField::edited, &panel, [this, field, texts](const QString& text) {
        bool ok = false;
        Scenario edited = store.scenario();
        edited.seed = text.trimmed().toULongLong(&ok);
        if (ok) {
            apply(texts.path, tr("seed"), {edited});
        } else {
            field->showMessage(tr("Must be a whole number from 0 to %1").arg(~quint64{0}));
        }
    });
    connect(field, &TextField::gestureEnded, &store, &ScenarioStore::endGesture);
    return *field;
}

void ControlPanel::Parts::apply(const QString& path, const QString& name,
                                const std::vector<Scenario>& candidates)
{
    std::optional<InputError> first;
    for (const Scenario& candidate : candidates) {
        const auto error = store.apply(candidate, path, tr("Change %1").arg(name));
        if (!error) {
            say(path, {});
            return;
        }
        first = first ? first : error;
    }
    say(path, first ? messageAt(path, *first) : QString());
}

void ControlPanel::Parts::say(const QString& path, const QString& message) const
{
    if (MessageLabel* label = messageOf(path)) {
        label->setMessage(message);
    }
}

MessageLabel* ControlPanel::Parts::messageOf(const QString& path) const
{
    // The field itself, else the first field of what the path is a part of.
    for (QString part = path; !part.isEmpty();
         part.truncate(std::max<qsizetype>(0, part.lastIndexOf('.')))) {
        if (auto* label = panel.findChild<MessageLabel*>(part + QStringLiteral(".error"))) {
            return label;
        }
        for (auto* label : panel.findChildren<MessageLabel*>()) {
            if (label->objectName().startsWith(part + QChar('.'))) {
                return label;
            }
        }
    }
    return nullptr;
}

std::vector<Scenario> ControlPanel::Parts::with(Choice Scenario::*member,
                                                const std::vector<Choice>& choices) const
{
    std::vector<Scenario> candidates(choices.size(), store.scenario());
    for (std::size_t i = 0; i < choices.size(); ++i) {
        candidates[i].*member = choices[i];
    }
    return candidates;
}

} // namespace tradeoff::ui
