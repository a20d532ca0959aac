// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"
#include "core/scenario_options.h"
#include "core/target.h"
#include "tests/ui/panel_fixture.h"
#include "tests/ui/typed_values.h"

#include <QAccessible>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>
#include <optional>

using namespace tradeoff;
using namespace tradeoff::ui;

class TestPanelChoices : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void everyParameterReachesTheStore_data();
    void everyParameterReachesTheStore();
    void kindKeepsParametersOfTheSameName();
    void kindThatDoesNotFitTheDomainIsMoved();
    void manualBeginsFromTheShownBoundaries();
    void manualBeginsEvenlyWithoutShownBoundaries();
    void anotherNumberOfExpertsMakesManualOptimal();
    void longerListTakesTheOtherAlong();
    void histogramFollowsTheDomain();
    void recordsCanBeAddedAndRemoved();
    void emptyRegionRuleReachesTheStore();
    void everyFocusableWidgetHasAName();
    void fitsInto280Pixels_data();
    void fitsInto280Pixels();

private:
    [[nodiscard]] const Choice& choiceAt(const QString& path) const;
    std::optional<PanelFixture> m_fixture;
};

void TestPanelChoices::init()
{
    m_fixture.emplace();
    QVERIFY(m_fixture->isActive());
}

void TestPanelChoices::cleanup()
{
    m_fixture.reset();
}

const Choice& TestPanelChoices::choiceAt(const QString& path) const
{
    const Scenario& scenario = m_fixture->store.scenario();
    return path == "target"    ? scenario.target
           : path == "density" ? scenario.density
                               : scenario.segmentation;
}

void TestPanelChoices::everyParameterReachesTheStore_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("dimensions");
    for (const int dimensions : {1, 2, 5}) {
        for (const ChoiceSlot& slot : choiceSlots()) {
            for (const Option* option : slot.options(static_cast<std::size_t>(dimensions))) {
                QTest::addRow("%s %s in %d", slot.name, option->kind.c_str(), dimensions)
                    << slot.name << QString::fromStdString(option->kind) << dimensions;
            }
        }
    }
}

void TestPanelChoices::everyParameterReachesTheStore()
{
    QFETCH(QString, path);
    QFETCH(QString, kind);
    QFETCH(int, dimensions);
    m_fixture->setDimensions(dimensions);
    m_fixture->choose(path, kind.toStdString());
    QCOMPARE(QString::fromStdString(choiceAt(path).kind), kind);

    const auto* kinds = m_fixture->find<QComboBox>(path + ".kind");
    const auto slot = std::ranges::find(choiceSlots(), path, &ChoiceSlot::name);
    const Option& option = optionOf(m_fixture->store.scenario(), *slot);
    QCOMPARE(kinds->currentText(), QString::fromStdString(option.label));
    for (const Parameter& parameter : option.parameters) {
        const QString name = QString::fromStdString(parameter.name);
        const ParameterValue before = choiceAt(path).values.at(parameter.name);
        const Typed typed = typedOther(path + "." + name, parameter, before);
        QVERIFY2(typed.value != before, qPrintable(name));
        auto* editor = m_fixture->find(typed.editor);
        if (parameter.type() == ParameterType::Word) {
            editor->setFocus();
            QTest::keyClick(editor, Qt::Key_Down);
        } else {
            typeInto(editor, typed.text);
            QTest::keyClick(editor, Qt::Key_Return);
        }
        QVERIFY2(choiceAt(path).values.at(parameter.name) == typed.value, qPrintable(name));
        QCOMPARE(m_fixture->messageAt(path + "." + name), QString());
    }
}

void TestPanelChoices::kindKeepsParametersOfTheSameName()
{
    m_fixture->choose("target", "tanh");
    typeInto(m_fixture->find("target.center"), "0.7");
    m_fixture->choose("target", "sigmoid");
    QCOMPARE(m_fixture->store.scenario().target.number("center"), 0.7);
    QCOMPARE(m_fixture->store.history()->undoText(), "Change target function");
}

void TestPanelChoices::kindThatDoesNotFitTheDomainIsMoved()
{
    typeInto(m_fixture->find("domain.1"), "4");
    typeInto(m_fixture->find("domain.0"), "2");
    m_fixture->choose("density", "histogram");
    const auto& edges = m_fixture->store.scenario().density.numbers("edges");
    QCOMPARE(edges.front(), 2.0);
    QCOMPARE(edges.back(), 4.0);
}

void TestPanelChoices::manualBeginsFromTheShownBoundaries()
{
    typeInto(m_fixture->find("experts"), "3");
    m_fixture->panel.setBoundaries({0.3, 0.6});
    m_fixture->choose("segmentation", "manual");
    const std::vector<double> expected{0.3, 0.6};
    QCOMPARE(m_fixture->store.scenario().segmentation.numbers("boundaries"), expected);
    QCOMPARE(m_fixture->store.scenario().experts, 3);
}

void TestPanelChoices::manualBeginsEvenlyWithoutShownBoundaries()
{
    typeInto(m_fixture->find("experts"), "4");
    m_fixture->panel.setBoundaries({0.3, 0.6}); // of another number of experts
    m_fixture->choose("segmentation", "manual");
    const std::vector<double> expected{0.25, 0.5, 0.75};
    QCOMPARE(m_fixture->store.scenario().segmentation.numbers("boundaries"), expected);
}

void TestPanelChoices::anotherNumberOfExpertsMakesManualOptimal()
{
    m_fixture->choose("segmentation", "manual");
    const int steps = m_fixture->store.history()->count();
    auto* slider = m_fixture->find("experts.slider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(m_fixture->store.scenario().experts, 17);
    QCOMPARE(m_fixture->store.scenario().segmentation.kind, std::string("optimal"));
    QCOMPARE(m_fixture->find<QComboBox>("segmentation.kind")->currentData().toString(), "optimal");
    QCOMPARE(m_fixture->store.history()->count(), steps + 1);
    m_fixture->store.history()->undo();
    QCOMPARE(m_fixture->store.scenario().segmentation.kind, std::string("manual"));
}

void TestPanelChoices::longerListTakesTheOtherAlong()
{
    m_fixture->choose("target", "steps");
    auto* jumps = m_fixture->find("target.jumps");
    typeInto(jumps, "0.2, 0.4, 0.6, 0.8");
    QCOMPARE(m_fixture->store.scenario().target.numbers("jumps").size(), std::size_t{3});
    QTest::keyClick(jumps, Qt::Key_Return);
    QCOMPARE(m_fixture->store.scenario().target.numbers("jumps").size(), std::size_t{4});
    QCOMPARE(m_fixture->store.scenario().target.numbers("levels").size(), std::size_t{5});
    QCOMPARE(m_fixture->store.history()->undoText(), "Change jumps at");
}

void TestPanelChoices::histogramFollowsTheDomain()
{
    m_fixture->choose("density", "histogram");
    typeInto(m_fixture->find("domain.1"), "3");
    QCOMPARE(m_fixture->store.scenario().domain.high, 3.0);
    QCOMPARE(m_fixture->store.scenario().density.numbers("edges").back(), 3.0);
}

void TestPanelChoices::recordsCanBeAddedAndRemoved()
{
    m_fixture->choose("target", "bumps");
    const std::size_t count = m_fixture->store.scenario().target.records("bumps").size();
    QTest::mouseClick(m_fixture->find("target.bumps.add"), Qt::LeftButton);
    QCOMPARE(m_fixture->store.scenario().target.records("bumps").size(), count + 1);
    for (std::size_t left = count + 1; left > 1; --left) {
        QTest::mouseClick(m_fixture->find("target.bumps.0.remove"), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(m_fixture->store.scenario().target.records("bumps").size(), left - 1);
    }
    QVERIFY(!m_fixture->find("target.bumps.0.remove")->isEnabled());
}

void TestPanelChoices::emptyRegionRuleReachesTheStore()
{
    auto* rules = m_fixture->find("emptyRegion");
    rules->setFocus();
    QTest::keyClick(rules, Qt::Key_Down);
    QCOMPARE(m_fixture->store.scenario().emptyRegion, EmptyRegionRule::Mean);
}

void TestPanelChoices::everyFocusableWidgetHasAName()
{
    const auto verify = [&] {
        for (const auto* widget : m_fixture->panel.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()) {
                continue;
            }
            auto* accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            QVERIFY2(accessible != nullptr && !accessible->text(QAccessible::Name).isEmpty(),
                     qPrintable(widget->objectName() + widget->metaObject()->className()));
        }
    };
    for (const char* kind : {"cosine", "sines", "steps", "expression"}) {
        m_fixture->choose("target", kind);
        verify();
    }
    for (const int dimensions : {2, 5}) {
        m_fixture->setDimensions(dimensions);
        for (const char* kind : {"product", "gaussian", "gaussian-mixture"}) {
            m_fixture->choose("density", kind);
            m_fixture->choose("segmentation", "manual");
            verify();
            m_fixture->choose("segmentation", "voronoi-centroidal");
            verify();
        }
    }
}

void TestPanelChoices::fitsInto280Pixels_data()
{
    QTest::addColumn<int>("dimensions");
    for (const int dimensions : {1, 2, 3, 10}) {
        QTest::addRow("%d", dimensions) << dimensions;
    }
}

void TestPanelChoices::fitsInto280Pixels()
{
    QFETCH(int, dimensions);
    m_fixture->setDimensions(dimensions);
    m_fixture->panel.resize(280, 300);
    auto* area = m_fixture->panel.findChild<QScrollArea*>();
    for (const ChoiceSlot& slot : choiceSlots()) {
        for (const Option* option : slot.options(static_cast<std::size_t>(dimensions))) {
            m_fixture->choose(slot.name, option->kind);
            QTest::qWait(1);
            QVERIFY2(area->widget()->width() <= area->viewport()->width(), option->kind.c_str());
            QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
            QVERIFY2(m_fixture->panel.minimumSizeHint().width() <= 280, option->kind.c_str());
        }
    }
}

QTEST_MAIN(TestPanelChoices)
#include "test_panel_choices.moc"
