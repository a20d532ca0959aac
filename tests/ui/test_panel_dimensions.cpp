// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dimensions.h"
#include "core/scenario_json.h"
#include "tests/ui/panel_fixture.h"
#include "ui/data_edits.h"
#include "ui/edits.h"
#include "ui/place_edits.h"

#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>
#include <optional>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

using Numbers = std::vector<double>;

} // namespace

/// The panel in several dimensions.
class TestPanelDimensions : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void dimensionsObeyTheKeyboard();
    void typingTenPassesByOneWithoutLoss();
    void onlyWhatTheDimensionsHaveIsOffered();
    void sidesReachTheStore();
    void sideTakesCentersAlong();
    void covarianceStaysSymmetric_data();
    void covarianceStaysSymmetric();
    void componentsKeepTogether();
    void longerListOfWeightsTakesTheMeansAlong();
    void factorsAreTheSameOrTheirOwn();
    void messagesStandAtTheirField();
    void tableAsTextSaysWhatItAccepts();
    void centersBeginFromThePicture();
    void centersCanBeAddedAndRemoved();
    void manyCentersAreCountedOnly();
    void numberOfExpertsTakesOver();
    void movedCenterStaysInTheDomain();
    void dataLeadBackToOneDimension();

private:
    void choose(const char* path, const char* kind) { m_fixture->choose(path, kind); }
    [[nodiscard]] const Scenario& now() const { return m_fixture->store.scenario(); }
    void click(const QString& name) const;
    std::optional<PanelFixture> m_fixture;
};

void TestPanelDimensions::init()
{
    m_fixture.emplace();
    QVERIFY(m_fixture->isActive());
    m_fixture->setDimensions(2);
}

void TestPanelDimensions::cleanup()
{
    m_fixture.reset();
}

void TestPanelDimensions::click(const QString& name) const
{
    QTest::mouseClick(m_fixture->find(name), Qt::LeftButton);
    PanelFixture::forgetOldFields();
}

void TestPanelDimensions::dimensionsObeyTheKeyboard()
{
    auto* history = m_fixture->store.history();
    QCOMPARE(history->count(), 1);
    QCOMPARE(history->undoText(), "Change number of dimensions");
    const Scenario plane = now();
    QVERIFY(plane == withDimensions(defaultScenario(), 2));
    auto* box = m_fixture->find("dimensions");
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Up);
    QVERIFY(now() == withDimensions(plane, 3));
    QTest::keyClick(box, Qt::Key_Down);
    QTest::keyClick(box, Qt::Key_Down);
    QVERIFY(now() == defaultScenario());
    QCOMPARE(history->count(), 4);
    history->undo();
    history->undo();
    QVERIFY(now() == withDimensions(plane, 3));
    QCOMPARE(box->findChild<QLineEdit*>()->text(), "3");
    history->undo();
    history->undo();
    QVERIFY(now() == defaultScenario());
    QCOMPARE(m_fixture->find<QComboBox>("target.kind")->currentText(), "Cosine");
    typeInto(box, "11");
    QTRY_COMPARE(m_fixture->messageAt("dimensions"), "Must be a whole number from 1 to 10");
}

void TestPanelDimensions::typingTenPassesByOneWithoutLoss()
{
    choose("density", "gaussian");
    const Scenario plane = now();
    const int steps = m_fixture->store.history()->count();
    m_fixture->setDimensions(10);
    QVERIFY(now() == withDimensions(plane, 10));
    QCOMPARE(now().density.kind, std::string("gaussian"));
    QCOMPARE(m_fixture->store.history()->count(), steps + 1);
    m_fixture->store.history()->undo();
    QVERIFY(now() == plane);
}

void TestPanelDimensions::onlyWhatTheDimensionsHaveIsOffered()
{
    const auto* kinds = m_fixture->find<QComboBox>("segmentation.kind");
    QVERIFY(kinds->findData("hexagonal") >= 0);
    QVERIFY(kinds->findData("equal-probability") < 0);
    choose("segmentation", "hexagonal");
    m_fixture->setDimensions(3);
    QCOMPARE(m_fixture->find("segmentation.kind"), kinds);
    QVERIFY(kinds->findData("hexagonal") < 0);
    QCOMPARE(kinds->currentData().toString(), "voronoi-centroidal");
    m_fixture->setDimensions(1);
    QVERIFY(kinds->findData("equal-probability") >= 0);
    QVERIFY(kinds->findData("grid") < 0);
}

void TestPanelDimensions::sidesReachTheStore()
{
    typeInto(m_fixture->find("domain.0.0"), "-2");
    typeInto(m_fixture->find("domain.1.1"), "4");
    const std::vector<Interval> box{{-2, 1}, {0, 4}};
    QVERIFY(now().box() == box);
    QCOMPARE(m_fixture->store.history()->undoText(), "Change domain");
    typeInto(m_fixture->find("domain.1.0"), "5");
    QTRY_VERIFY(m_fixture->messageAt("domain.1.0").startsWith("Must increase"));
    QVERIFY(now().box() == box);
    m_fixture->setDimensions(10);
    QCOMPARE(m_fixture->find("domain.9.1")->findChild<QLineEdit*>()->text(), "4");
    m_fixture->setDimensions(1);
    QCOMPARE(m_fixture->find("domain.0")->findChild<QLineEdit*>()->text(), "-2");
}

void TestPanelDimensions::sideTakesCentersAlong()
{
    const Scenario line = defaultScenario();
    const std::vector<FieldEdit> edits{
        {"domain", "[[0,1],[0,1]]"},
        {"segmentation", R"({"kind": "manual", "centers": [[0.25, 0.5], [0.75, 1]]})"},
        {"density", R"({"kind": "product", "factors": [{"kind": "histogram"},
                                                       {"kind": "uniform"}]})"}};
    const Scenario plane = withFields(line, edits);
    const std::vector<Scenario> wider = scenariosWithSide(plane, 1, {2, 4});
    const std::vector<Record> centers{{0.25, 3}, {0.75, 4}};
    QVERIFY(wider.front().segmentation == plane.segmentation);
    QVERIFY(wider.back().segmentation.records("centers") == centers);
    QVERIFY(wider.back().density == plane.density);
    const Scenario longer = scenariosWithSide(plane, 0, {0, 2}).back();
    QCOMPARE(longer.density.choices("factors").front().numbers("edges").back(), 2.0);
    validate(longer);
}

void TestPanelDimensions::covarianceStaysSymmetric_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::newRow("boxes") << 2;
    QTest::newRow("text") << 4;
}

void TestPanelDimensions::covarianceStaysSymmetric()
{
    QFETCH(int, dimensions);
    m_fixture->setDimensions(dimensions);
    choose("density", "gaussian");
    if (dimensions == 2) {
        typeInto(m_fixture->find("density.covariance.1.0"), "0.015");
    } else {
        // The mirror image follows, though it is not typed; and stays when the typing goes on.
        typeInto(m_fixture->find("density.covariance"),
                 "0.04, 0.024, 0, 0\n0.015, 0.04, 0, 0\n0, 0, 0.04, 0\n0, 0, 0, 0.040");
        m_fixture->find("dimensions")->setFocus();
        QCOMPARE(m_fixture->find<QPlainTextEdit>("density.covariance")->toPlainText(),
                 "0.04, 0.015, 0, 0\n0.015, 0.04, 0, 0\n0, 0, 0.04, 0\n0, 0, 0, 0.04");
    }
    const std::vector<Record>& covariance = now().density.records("covariance");
    QCOMPARE(covariance[0][1], 0.015);
    QCOMPARE(covariance[1][0], 0.015);
    QCOMPARE(covariance[0][0], 0.04);
    QCOMPARE(m_fixture->messageAt("density.covariance"), QString());
}

void TestPanelDimensions::componentsKeepTogether()
{
    choose("density", "gaussian-mixture");
    click("density.means.add");
    QCOMPARE(now().density.records("means").size(), std::size_t{3});
    QCOMPARE(now().density.numbers("weights"), (Numbers{0.5, 0.5, 0.5}));
    QCOMPARE(now().density.numbers("sds"), (Numbers{0.1, 0.15, 0.15}));
    const std::vector<Record> means = now().density.records("means");
    click("density.means.0.remove");
    QVERIFY(now().density.records("means") == (std::vector<Record>{means[1], means[2]}));
    QCOMPARE(now().density.numbers("sds"), (Numbers{0.15, 0.15}));
    click("density.means.1.remove");
    QVERIFY(!m_fixture->find("density.means.0.remove")->isEnabled());
    QCOMPARE(now().density.numbers("weights"), (Numbers{0.5}));
}

void TestPanelDimensions::longerListOfWeightsTakesTheMeansAlong()
{
    choose("density", "gaussian-mixture");
    auto* weights = m_fixture->find("density.weights");
    typeInto(weights, "0.2, 0.3, 0.4, 0.1");
    QCOMPARE(now().density.numbers("weights"), (Numbers{0.2, 0.3})); // until it is finished
    QTest::keyClick(weights, Qt::Key_Return);
    QCOMPARE(now().density.numbers("weights"), (Numbers{0.2, 0.3, 0.4, 0.1}));
    QCOMPARE(now().density.numbers("sds").size(), std::size_t{4});
    QCOMPARE(now().density.records("means").size(), std::size_t{4});
    QCOMPARE(m_fixture->store.history()->undoText(), "Change weights");
    // As text the table waits too until it is left.
    m_fixture->setDimensions(4);
    auto* means = m_fixture->find("density.means");
    typeInto(means, "0.1, 0.1, 0.1, 0.1\n0.9, 0.9, 0.9, 0.9");
    QCOMPARE(now().density.records("means").size(), std::size_t{4});
    m_fixture->find("dimensions")->setFocus();
    QCOMPARE(now().density.records("means").size(), std::size_t{2});
    QCOMPARE(now().density.numbers("weights").size(), std::size_t{2});
}

void TestPanelDimensions::factorsAreTheSameOrTheirOwn()
{
    auto* extent = m_fixture->find<QComboBox>("density.factors");
    typeInto(m_fixture->find("density.factors.0.mean"), "0.25");
    extent->setFocus();
    QTest::keyClick(extent, Qt::Key_Down);
    PanelFixture::forgetOldFields();
    QCOMPARE(now().density.choices("factors").size(), std::size_t{2});
    choose("density.factors.1", "beta");
    typeInto(m_fixture->find("density.factors.1.alpha"), "3");
    const std::vector<Choice>& factors = now().density.choices("factors");
    QCOMPARE(factors[0].number("mean"), 0.25);
    QCOMPARE(factors[1].kind, std::string("beta"));
    QCOMPARE(factors[1].number("alpha"), 3.0);
    QCOMPARE(m_fixture->store.history()->undoText(), "Change alpha");
    extent->setFocus();
    QTest::keyClick(extent, Qt::Key_Up);
    QCOMPARE(now().density.choices("factors").size(), std::size_t{1});
    QCOMPARE(now().density.choices("factors").front().number("mean"), 0.25);
}

void TestPanelDimensions::messagesStandAtTheirField()
{
    choose("density.factors.0", "histogram");
    auto* edges = m_fixture->find("density.factors.0.edges");
    typeInto(edges, "0.25, 0.5");
    QTest::keyClick(edges, Qt::Key_Return);
    QTRY_VERIFY(!m_fixture->messageAt("density.factors.0.edges").isEmpty());
    m_fixture->panel.showError(InputError("/density/factors/0/weights/1", "must be a number"));
    QCOMPARE(m_fixture->messageAt("density.factors.0.weights"), "Must be a number");
    choose("density", "gaussian");
    typeInto(m_fixture->find("density.covariance.0.1"), "5");
    QTRY_VERIFY(m_fixture->messageAt("density.covariance").contains("positive definite"));
    m_fixture->panel.showError(InputError("/domain/1", "must increase"));
    QCOMPARE(m_fixture->messageAt("domain.1.0"), "Must increase");
}

void TestPanelDimensions::tableAsTextSaysWhatItAccepts()
{
    m_fixture->setDimensions(4);
    choose("density", "gaussian");
    auto* text = m_fixture->find<QPlainTextEdit>("density.covariance");
    const QString shown = text->toPlainText();
    const Scenario before = now();
    typeInto(text, "0.04, 0, 0");
    QTRY_COMPARE(m_fixture->messageAt("density.covariance"),
                 "Line 1: must be 4 numbers, for example 0.5, 0.5, 0.5, 0.5");
    typeInto(text, "1, 0, 0, 0");
    QTRY_COMPARE(m_fixture->messageAt("density.covariance"), "Must be 4 lines of numbers");
    QVERIFY(now() == before);
    QTest::keyClick(text, Qt::Key_Escape);
    QCOMPARE(text->toPlainText(), shown);
    QCOMPARE(m_fixture->messageAt("density.covariance"), QString());
}

void TestPanelDimensions::centersBeginFromThePicture()
{
    typeInto(m_fixture->find("experts"), "3");
    const std::vector<Record> shown{{0.2, 0.3}, {0.7, 0.1}, {0.5, 0.9}};
    m_fixture->panel.setCenters(shown);
    choose("segmentation", "manual");
    QVERIFY(now().segmentation.records("centers") == shown);
    QCOMPARE(now().experts, 3);
    // Of another number of experts, or elsewhere: ones that fill the domain instead.
    choose("segmentation", "grid");
    typeInto(m_fixture->find("experts"), "5");
    choose("segmentation", "manual");
    QCOMPARE(now().experts, 5);
    QCOMPARE(now().segmentation.records("centers").size(), std::size_t{5});
    Scenario far = now();
    far.experts = 3;
    far.domain = {2, 3};
    for (const Record& center : firstManualCenters(far, shown)) {
        QVERIFY(far.domain.contains(center[0]) && far.furtherSides[0].contains(center[1]));
    }
}

void TestPanelDimensions::centersCanBeAddedAndRemoved()
{
    choose("segmentation", "manual");
    for (std::size_t count = now().segmentation.records("centers").size(); count < 19; ++count) {
        if (auto* add = m_fixture->panel.findChild<QWidget*>("segmentation.centers.add")) {
            QTest::mouseClick(add, Qt::LeftButton);
        }
        PanelFixture::forgetOldFields();
    }
    // Seventeen rows are too many for boxes.
    QCOMPARE(now().experts, 17);
    std::vector<Record> centers = now().segmentation.records("centers");
    std::ranges::sort(centers);
    QVERIFY(std::ranges::adjacent_find(centers) == centers.end());
    auto* text = m_fixture->find<QPlainTextEdit>("segmentation.centers");
    QCOMPARE(text->toPlainText().count('\n'), 16);
    typeInto(text, "0.5, 0.5\n0.25, 0.75");
    QCOMPARE(now().experts, 2);
    QCOMPARE(m_fixture->find("segmentation.centers"), text); // it is still being typed into
}

void TestPanelDimensions::manyCentersAreCountedOnly()
{
    typeInto(m_fixture->find("experts"), "4096");
    choose("segmentation", "manual");
    auto* text = m_fixture->find<QPlainTextEdit>("segmentation.centers");
    QCOMPARE(now().segmentation.records("centers").size(), std::size_t{4096});
    QVERIFY(text->toPlainText().startsWith("4096 rows"));
    QVERIFY(text->isReadOnly());
}

void TestPanelDimensions::numberOfExpertsTakesOver()
{
    choose("segmentation", "grid");
    auto* counts = m_fixture->find("segmentation.counts");
    typeInto(counts, "4, 3");
    QCOMPARE(now().experts, 12);
    typeInto(m_fixture->find("experts"), "20");
    QCOMPARE(now().experts, 20);
    QVERIFY(now().segmentation.numbers("counts").empty());
    QCOMPARE(m_fixture->find<QLineEdit>("segmentation.counts")->text(), QString());
    choose("segmentation", "manual");
    auto* slider = m_fixture->find("experts.slider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(now().segmentation.kind, std::string("voronoi-centroidal"));
    QVERIFY(now().experts > 20);
}

void TestPanelDimensions::movedCenterStaysInTheDomain()
{
    const Scenario plane = withField(now(), "domain", "[[0,1],[0,20]]");
    const std::vector<Record> centers{{0.25, 1}, {0.75, 2}};
    const Scenario moved = withMovedCenter(plane, centers, 1, {0.123456789, 3.14159265});
    const std::vector<Record> expected{{0.25, 1}, {0.1235, 3.142}};
    QVERIFY(moved.segmentation.records("centers") == expected);
    QCOMPARE(moved.experts, 2);
    const Record corner{1, 0};
    QVERIFY(withMovedCenter(plane, centers, 0, {7, -7}).segmentation.records("centers")[0] ==
            corner);
    QVERIFY(withMovedCenter(plane, centers, 2, {0.5, 0.5}) == plane);
    QVERIFY(withMovedCenter(plane, centers, -1, {0.5, 0.5}) == plane);
    QVERIFY(withMovedCenter(plane, centers, 0, {std::nan(""), 0.5}) == plane);
    QVERIFY(withMovedCenter(defaultScenario(), centers, 0, {0.5, 0.5}) == defaultScenario());
}

void TestPanelDimensions::dataLeadBackToOneDimension()
{
    DataChoice data;
    data.file = "points.csv";
    const Scenario scenario = withData(now(), data);
    QCOMPARE(scenario.dimensions(), std::size_t{1});
    QVERIFY(scenario.data == data);
    QCOMPARE(scenario.segmentation.kind, std::string("learned-density"));
    const int steps = m_fixture->store.history()->count();
    QVERIFY(!m_fixture->store.apply(scenario, {}, "Open data"));
    QVERIFY(!m_fixture->find("dimensions")->isVisible());
    m_fixture->store.history()->undo();
    QCOMPARE(m_fixture->store.history()->count(), steps + 1);
    QCOMPARE(now().dimensions(), std::size_t{2});
    QVERIFY(m_fixture->find("dimensions")->isVisible());
}

QTEST_MAIN(TestPanelDimensions)
#include "test_panel_dimensions.moc"
