// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure.h"
#include "core/figure_parts.h"
#include "core/input_error.h"
#include "tests/core/figure_results.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace tradeoff;
using test::addResults;
using test::Shared;

namespace {

std::vector<FigureView> viewsOf(const FigureRow& row)
{
    std::vector<FigureView> views{row.view};
    if (row.scalesSwitchable) {
        for (const AxisScale x : {AxisScale::Linear, AxisScale::Logarithmic}) {
            for (const AxisScale y : {AxisScale::Linear, AxisScale::Logarithmic}) {
                views.push_back({x, y, std::nullopt});
            }
        }
    }
    views.push_back({row.view.x, row.view.y, Interval{0.25, 0.26}});
    if (row.makeInSpace != nullptr) {
        FigureView cut = row.view;
        cut.cut = 0.9;
        views.push_back(cut);
    }
    if (row.name == "spread") {
        views.push_back({row.view.x, row.view.y, std::nullopt, 7});
    }
    return views;
}

template <class Check>
void forEachFigure(const Result& result, const Check& check)
{
    for (const FigureRow& row : figureTable()) {
        for (const FigureView& view : viewsOf(row)) {
            check(row.make(result, view), row, view);
        }
    }
}

bool isProper(const Interval& range)
{
    return std::isfinite(range.low) && std::isfinite(range.high) && range.low < range.high;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

void addAllResults()
{
    addResults();
    test::addSpaceResults();
}

} // namespace

class TestFigures : public QObject {
    Q_OBJECT

private slots:
    void rangesAreFiniteAndProper_data() { addAllResults(); }
    void rangesAreFiniteAndProper();
    void curvesHaveMatchingLengths_data() { addAllResults(); }
    void curvesHaveMatchingLengths();
    void boundariesLieInsideTheDomain_data() { addAllResults(); }
    void boundariesLieInsideTheDomain();
    void shadesAndBoxesAreOrdered_data() { addAllResults(); }
    void shadesAndBoxesAreOrdered();
    void everyFigureSpeaks_data() { addAllResults(); }
    void everyFigureSpeaks();
    void unknownNamesAreRefusedWithThoseThereAre();
    void shortNumbersHaveFourDigits();
};

void TestFigures::rangesAreFiniteAndProper()
{
    QFETCH(Shared, result);
    forEachFigure(*result, [](const Figure& figure, const FigureRow&, const FigureView&) {
        for (const Axis* axis : {&figure.x, &figure.y}) {
            QVERIFY2(isProper(axis->range), qPrintable(QString("%1: %2 to %3")
                                                           .arg(figure.name.c_str())
                                                           .arg(axis->range.low)
                                                           .arg(axis->range.high)));
            QVERIFY(axis->scale == AxisScale::Linear || axis->range.low > 0);
        }
    });
}

void TestFigures::curvesHaveMatchingLengths()
{
    QFETCH(Shared, result);
    forEachFigure(*result, [](const Figure& figure, const FigureRow&, const FigureView&) {
        for (const Curve& curve : figure.curves) {
            QCOMPARE(curve.x.size(), curve.y.size() + (curve.shape == CurveShape::Treads ? 1 : 0));
            QVERIFY(!curve.y.empty());
            // The lines of several laws may share a label.
            QVERIFY(
                std::any_of(figure.curves.begin(), figure.curves.end(), [&](const Curve& other) {
                    return !other.label.empty() && (&other == &curve || (other.role == Role::Law &&
                                                                         curve.role == Role::Law));
                }));
            QVERIFY(std::is_sorted(curve.x.begin(), curve.x.end()));
            QVERIFY(std::all_of(curve.x.begin(), curve.x.end(),
                                [](double x) { return std::isfinite(x); }));
            // Nothing that cannot be seen stands in the legend.
            QVERIFY2(std::any_of(curve.y.begin(), curve.y.end(),
                                 [](double y) { return std::isfinite(y); }),
                     curve.label.c_str());
        }
        for (const PointCloud& cloud : figure.clouds) {
            QCOMPARE(cloud.x->size(), cloud.y->size());
        }
        for (const Band& band : figure.bands) {
            QCOMPARE(band.low.size() + 1, band.x.size());
            QCOMPARE(band.high.size() + 1, band.x.size());
            for (std::size_t i = 0; i < band.low.size(); ++i) {
                QVERIFY(std::isfinite(band.low[i]) && band.low[i] <= band.high[i]);
            }
        }
    });
}

void TestFigures::boundariesLieInsideTheDomain()
{
    QFETCH(Shared, result);
    const Interval& domain = result->scenario.domain;
    forEachFigure(*result, [&](const Figure& figure, const FigureRow&, const FigureView&) {
        const std::vector<double>& positions = figure.boundaries.positions;
        for (std::size_t i = 0; i < positions.size(); ++i) {
            QVERIFY(domain.low < positions[i] && positions[i] < domain.high);
            QVERIFY(i == 0 || positions[i - 1] < positions[i]);
        }
        if (result->space) {
            return; // as many as the cut crosses
        }
        const bool hasThem =
            figure.name == "fit" || figure.name == "spread" || figure.name == "experts-density";
        QCOMPARE(positions.size(), hasThem ? result->regions.size() - 1 : 0);
    });
}

void TestFigures::shadesAndBoxesAreOrdered()
{
    QFETCH(Shared, result);
    forEachFigure(*result, [](const Figure& figure, const FigureRow&, const FigureView&) {
        for (std::size_t i = 0; i < figure.shades.size(); ++i) {
            QVERIFY(isProper(figure.shades[i].x));
            QVERIFY(i == 0 || figure.shades[i - 1].x.high <= figure.shades[i].x.low);
        }
        for (const Box& box : figure.boxes) {
            for (const Interval& side : {box.x, box.y}) {
                QVERIFY(std::isfinite(side.low) && std::isfinite(side.high));
                QVERIFY(side.low <= side.high);
            }
        }
    });
}

void TestFigures::everyFigureSpeaks()
{
    QFETCH(Shared, result);
    const std::size_t dimensions = result->scenario.dimensions();
    forEachFigure(*result, [&](const Figure& figure, const FigureRow& row, const FigureView&) {
        QCOMPARE(figure.name, std::string(row.name));
        QCOMPARE(figure.title, std::string(row.titleFor(dimensions)));
        for (const Axis* axis : {&figure.x, &figure.y}) {
            QVERIFY(!axis->label.empty() || !axis->visible);
        }
        QVERIFY(figure.summary.size() > 30 && figure.summary.back() == '.');
        for (const char* slip : {"nan", "inf", "  ", "..", "1 constants", "1 regions", "1 samples",
                                 "1 experts is", "-segmentation"}) {
            const std::size_t at = figure.summary.find(slip);
            // "11 experts" is fine, "1 experts" is not.
            QVERIFY2(at == std::string::npos || (at > 0 && std::isdigit(figure.summary[at - 1])),
                     figure.summary.c_str());
        }
    });
}

void TestFigures::unknownNamesAreRefusedWithThoseThereAre()
{
    try {
        static_cast<void>(figureRow("nonsense"));
        QFAIL("accepted");
    } catch (const InputError& error) {
        QCOMPARE(QString::fromStdString(error.place()), QString("/plot"));
        QVERIFY(contains(error.what(), "nonsense"));
        for (const FigureRow& row : figureTable()) {
            QVERIFY(contains(error.what(), std::string(row.name)));
            QCOMPARE(figureRow(row.name).title, row.title);
        }
    }
}

void TestFigures::shortNumbersHaveFourDigits()
{
    QCOMPARE(shortNumber(0.109345), std::string("0.1093"));
    QCOMPARE(shortNumber(0.1), std::string("0.1"));
    QCOMPARE(shortNumber(0), std::string("0"));
    QCOMPARE(shortNumber(0.0000123456), std::string("1.235e-05"));
    QCOMPARE(counted(200, "sample"), std::string("200 samples"));
    QCOMPARE(counted(1, "sample"), std::string("1 sample"));
}

QTEST_APPLESS_MAIN(TestFigures)
#include "test_figures.moc"
