// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"
#include "core/target.h"
#include "tests/ui/panel_fixture.h"
#include "ui/fields/value_slider.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStyleOptionSlider>
#include <QWheelEvent>

#include <algorithm>
#include <map>
#include <optional>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

/// Turns the wheel as the window system does: only such an event goes on to the parents.
void turnWheel(QWidget* widget, int angle)
{
    const QPointF position = widget->rect().center();
    QWheelEvent event(position, widget->mapToGlobal(position), {}, {0, angle}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&event);
    QApplication::instance()->notify(widget, &event);
}

QRect handleOf(QSlider* slider)
{
    QStyleOptionSlider option;
    option.initFrom(slider);
    option.orientation = Qt::Horizontal;
    option.minimum = slider->minimum();
    option.maximum = slider->maximum();
    option.sliderPosition = slider->sliderPosition();
    option.sliderValue = slider->value();
    option.subControls = QStyle::SC_All;
    return slider->style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle,
                                           slider);
}

} // namespace

class TestControlPanel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void everyScalarReachesTheStore_data();
    void everyScalarReachesTheStore();
    void commaIsADecimalSignToo();
    void localeDecidesHowNumbersAreShown();
    void typingIsOneUndoStep();
    void sliderDragIsOneUndoStep();
    void sliderObeysTheKeyboard();
    void sliderWidensForLargeNumbers();
    void refusedSliderGoesBack();
    void undoIsShown();
    void showingAScenarioEmitsNothing();
    void wheelWithoutFocusScrollsInstead();
    void wheelWithFocusChangesTheValue();
    void newSampleIsAskedFor();
    void everyEditorHasALabelAndATooltip();

private:
    std::optional<PanelFixture> m_fixture;
};

void TestControlPanel::init()
{
    m_fixture.emplace();
    QVERIFY(m_fixture->isActive());
}

void TestControlPanel::cleanup()
{
    m_fixture.reset();
}

void TestControlPanel::everyScalarReachesTheStore_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("noise") << "noiseVariance"
                           << "0.25" << 0.25;
    QTest::newRow("experts") << "experts"
                             << "100000" << 1e5;
    QTest::newRow("samples") << "samples"
                             << "1e7" << 1e7;
    QTest::newRow("samples, with spaces") << "samples"
                                          << "10 000" << 1e4;
    QTest::newRow("domain, from") << "domain.0"
                                  << "-1" << -1.0;
    QTest::newRow("domain, to") << "domain.1"
                                << "2.5" << 2.5;
    QTest::newRow("sweep, from") << "sweep.experts.0"
                                 << "3" << 3.0;
    QTest::newRow("sweep, to") << "sweep.experts.1"
                               << "64" << 64.0;
    QTest::newRow("simulation") << "monteCarlo.trainingSets"
                                << "0" << 0.0;
    QTest::newRow("seed") << "seed"
                          << "18446744073709551615" << 18446744073709551615.0;
}

void TestControlPanel::everyScalarReachesTheStore()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(double, value);
    typeInto(m_fixture->find(path), text);
    const Scenario& scenario = m_fixture->store.scenario();
    const std::map<QString, double> values{{"noiseVariance", scenario.noiseVariance},
                                           {"experts", scenario.experts},
                                           {"samples", static_cast<double>(scenario.samples)},
                                           {"domain.0", scenario.domain.low},
                                           {"domain.1", scenario.domain.high},
                                           {"sweep.experts.0", scenario.sweep.first},
                                           {"sweep.experts.1", scenario.sweep.last},
                                           {"monteCarlo.trainingSets", scenario.trainingSets},
                                           {"seed", static_cast<double>(scenario.seed)}};
    QCOMPARE(values.at(path), value);
}

void TestControlPanel::commaIsADecimalSignToo()
{
    typeInto(m_fixture->find("noiseVariance"), "0,75");
    QCOMPARE(m_fixture->store.scenario().noiseVariance, 0.75);
}

void TestControlPanel::localeDecidesHowNumbersAreShown()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    Scenario scenario = m_fixture->store.scenario();
    scenario.noiseVariance = 0.25;
    scenario.samples = 10'000;
    m_fixture->store.apply(scenario, {}, "Change");
    QCOMPARE(m_fixture->find("noiseVariance")->findChild<QLineEdit*>()->text(), "0,25");
    QCOMPARE(m_fixture->find("samples")->findChild<QLineEdit*>()->text(), "10000");
    m_fixture->choose("segmentation", "manual");
    typeInto(m_fixture->find("segmentation.boundaries"), "0,2; 0.5");
    const std::vector<double> boundaries{0.2, 0.5};
    QCOMPARE(m_fixture->store.scenario().segmentation.numbers("boundaries"), boundaries);
    QTest::keyClick(m_fixture->find("segmentation.boundaries"), Qt::Key_Return);
    QCOMPARE(m_fixture->find<QLineEdit>("segmentation.boundaries")->text(), "0,2; 0,5");
}

void TestControlPanel::typingIsOneUndoStep()
{
    auto* editor = m_fixture->find("samples");
    typeInto(editor, "12345");
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(m_fixture->store.scenario().samples, 12345);
    QCOMPARE(m_fixture->store.history()->count(), 1);
    QCOMPARE(m_fixture->store.history()->undoText(), "Change number of samples");
    typeInto(editor, "7");
    QCOMPARE(m_fixture->store.history()->count(), 2);
}

void TestControlPanel::sliderDragIsOneUndoStep()
{
    for (const QString path : {"experts", "noiseVariance", "target.frequency"}) {
        auto* slider = m_fixture->find<QSlider>(path + ".slider");
        const int steps = m_fixture->store.history()->count();
        const QPoint start = handleOf(slider).center();
        QSignalSpy changed(&m_fixture->store, &ScenarioStore::scenarioChanged);
        QTest::mousePress(slider, Qt::LeftButton, {}, start);
        for (int i = 1; i <= 10; ++i) {
            QTest::mouseMove(slider, start + QPoint(2 * i, 0));
        }
        QTest::mouseRelease(slider, Qt::LeftButton, {}, start + QPoint(20, 0));
        QVERIFY2(changed.count() >= 5, "the drag was not live");
        QCOMPARE(m_fixture->store.history()->count(), steps + 1);
        QTest::mousePress(slider, Qt::LeftButton, {}, handleOf(slider).center());
        QTest::mouseMove(slider, handleOf(slider).center() + QPoint(9, 0));
        QTest::mouseRelease(slider, Qt::LeftButton, {}, handleOf(slider).center());
        QCOMPARE(m_fixture->store.history()->count(), steps + 2);
    }
}

void TestControlPanel::sliderObeysTheKeyboard()
{
    auto* slider = m_fixture->find("experts.slider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(m_fixture->store.scenario().experts, 17);
    QTest::keyClick(slider, Qt::Key_Left);
    QCOMPARE(m_fixture->store.scenario().experts, 16);
    QTest::keyClick(slider, Qt::Key_PageUp);
    QCOMPARE(m_fixture->store.scenario().experts, 20);
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(m_fixture->store.scenario().experts, 1);
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(m_fixture->store.scenario().experts, 2);
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(m_fixture->store.scenario().experts, 1000);

    auto* box = m_fixture->find("noiseVariance");
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Up);
    QCOMPARE(m_fixture->store.scenario().noiseVariance, 0.105);
    QTest::keyClick(box, Qt::Key_PageDown);
    QCOMPARE(m_fixture->store.scenario().noiseVariance, 0.055);
}

void TestControlPanel::sliderWidensForLargeNumbers()
{
    auto* slider = m_fixture->find<ValueSlider>("experts.slider");
    QCOMPARE(slider->shownRange().high, 1000.0);
    typeInto(m_fixture->find("experts"), "20000");
    QCOMPARE(slider->shownRange().high, 1e5);
    QVERIFY(slider->value() < slider->maximum());
    typeInto(m_fixture->find("experts"), "8");
    QCOMPARE(slider->shownRange().high, 1000.0);
}

void TestControlPanel::refusedSliderGoesBack()
{
    m_fixture->choose("target", "ramp");
    typeInto(m_fixture->find("target.to"), "1");
    auto* slider = m_fixture->find<ValueSlider>("target.from.slider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_End); // where "to" is
    QCOMPARE(m_fixture->store.scenario().target.number("from"), 0.3);
    QCOMPARE(slider->shownValue(), 0.3);
    QCOMPARE(slider->value(), slider->positionOf(0.3));
    QTRY_VERIFY(!m_fixture->messageAt("target.from").isEmpty());
}

void TestControlPanel::undoIsShown()
{
    typeInto(m_fixture->find("experts"), "40");
    m_fixture->choose("target", "expression");
    while (m_fixture->store.history()->canUndo()) {
        m_fixture->store.history()->undo();
    }
    QCOMPARE(m_fixture->find("experts")->findChild<QLineEdit*>()->text(), "16");
    QCOMPARE(m_fixture->find<QComboBox>("target.kind")->currentText(), "Cosine");
    QCOMPARE(m_fixture->find("target.frequency")->findChild<QLineEdit*>()->text(), "1.5");
}

void TestControlPanel::showingAScenarioEmitsNothing()
{
    Scenario scenario = m_fixture->store.scenario();
    scenario.target = defaultChoice(targetRow("steps").option);
    scenario.density = defaultChoice(densityRow("gaussian-mixture").option);
    scenario.segmentation = {"manual", {{"boundaries", std::vector{0.123456789, 0.5}}}};
    scenario.emptyRegion = EmptyRegionRule::Nearest;
    scenario.noiseVariance = 0.123456789;
    scenario.samples = 123'457;
    scenario.seed = 12'345;
    scenario.sweep.list = {1, 2, 4, 8};
    scenario.domain = {-0.1, 1.0 / 0.9};
    QSignalSpy changed(&m_fixture->store, &ScenarioStore::scenarioChanged);
    QSignalSpy asked(&m_fixture->panel, &ControlPanel::newSampleRequested);
    QVERIFY(!m_fixture->store.apply(scenario, {}, "Open"));
    QTest::qWait(50);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_fixture->store.history()->count(), 1);
    QCOMPARE(asked.count(), 0);
    QVERIFY(m_fixture->store.scenario() == normalized(scenario));
}

void TestControlPanel::wheelWithoutFocusScrollsInstead()
{
    auto* bar = m_fixture->panel.findChild<QScrollArea*>()->verticalScrollBar();
    m_fixture->find("seed")->setFocus();
    const Scenario before = m_fixture->store.scenario();
    for (const QString name :
         {"target.kind", "target.frequency", "target.frequency.slider", "experts"}) {
        bar->setValue(0);
        turnWheel(m_fixture->find(name), -120);
        QVERIFY2(bar->value() > 0, qPrintable(name + " kept the wheel"));
        QVERIFY2(m_fixture->store.scenario() == before, qPrintable(name));
    }
}

void TestControlPanel::wheelWithFocusChangesTheValue()
{
    auto* box = m_fixture->find("experts");
    box->setFocus();
    turnWheel(box, 120);
    QCOMPARE(m_fixture->store.scenario().experts, 17);
    turnWheel(box, 120);
    QCOMPARE(m_fixture->store.scenario().experts, 18);
    QCOMPARE(m_fixture->store.history()->count(), 1);
}

void TestControlPanel::newSampleIsAskedFor()
{
    QSignalSpy asked(&m_fixture->panel, &ControlPanel::newSampleRequested);
    m_fixture->find<QPushButton>("newSample")->click();
    QCOMPARE(asked.count(), 1);
}

void TestControlPanel::everyEditorHasALabelAndATooltip()
{
    for (const QString path :
         {"dimensions", "target.kind", "target.frequency", "density.sd", "noiseVariance",
          "segmentation.kind", "experts", "samples", "emptyRegion", "seed", "domain.0",
          "sweep.experts.0", "monteCarlo.trainingSets"}) {
        auto* editor = m_fixture->find(path);
        QVERIFY2(!editor->toolTip().isEmpty(), qPrintable(path));
        const auto labels = m_fixture->panel.findChildren<QLabel*>();
        QVERIFY2(std::any_of(labels.begin(), labels.end(),
                             [&](const QLabel* label) { return label->buddy() == editor; }),
                 qPrintable(path));
    }
}

QTEST_MAIN(TestControlPanel)
#include "test_control_panel.moc"
