// SPDX-License-Identifier: GPL-3.0-or-later
// The order that the segmentations have by theory, for all target functions and densities.
#include "core/segmentation.h"
#include "core/training_set.h"
#include "tests/core/experiments.h"
#include "tests/core/table_pairs.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

const std::vector<int> numbers{1, 2, 3, 7, 20};

/// Every kind but those in `without`, with the defaults of its parameters.
std::vector<Choice> kindsWithout(const std::vector<std::string>& without)
{
    std::vector<Choice> kinds;
    for (const SegmentationRow& row : segmentationTable()) {
        if (std::find(without.begin(), without.end(), row.option.kind) == without.end()) {
            kinds.push_back(defaultChoice(row.option));
        }
    }
    return kinds;
}

/// A pair of the tables with a training set for the segmentations that are learned.
struct Given {
    std::shared_ptr<const Problem> exact;
    std::shared_ptr<const TrainingSet> trainingSet;

    explicit Given(const TablePair& pair)
        : exact(problem(pair.target, pair.density, pair.domain))
    {
        const InputSampler sampler(pair.domain, pair.density);
        trainingSet = std::make_shared<const TrainingSet>(
            makeTrainingSet(*exact, drawInputs(sampler, {1}, 100, [](double) {}), 0.1));
    }

    [[nodiscard]] Segmenter segmenter(const Choice& choice) const
    {
        return prepareSegmenter({exact, 32, trainingSet, [](double) {}}, choice);
    }

    [[nodiscard]] double error(const Segmenter& segmenter, int experts) const
    {
        double sum = 0;
        for (const Moments& region : regionMoments(*exact, segmenter.partition(experts))) {
            sum += region.probability * region.variance;
        }
        return sum;
    }

    [[nodiscard]] double rounding() const { return 1e-15 * exact->moments().variance; }
};

} // namespace

class TestSegmentationOrder : public QObject {
    Q_OBJECT

private slots:
    void noIntervalsAreBetterThanTheBest_data() { addTablePairs(); }
    void noIntervalsAreBetterThanTheBest();
    void bestIsNoBetterThanLevelSets_data() { addTablePairs(); }
    void bestIsNoBetterThanLevelSets();
    void levelSetsOfMonotoneTargetsAreTheBest_data();
    void levelSetsOfMonotoneTargetsAreTheBest();
};

void TestSegmentationOrder::noIntervalsAreBetterThanTheBest()
{
    const Given given(fetchTablePair());
    const Segmenter best = given.segmenter({"best", {}});
    for (const Choice& choice : kindsWithout({"manual", "best", "level-set"})) {
        const Segmenter other = given.segmenter(choice);
        for (const int experts : numbers) {
            const double least = given.error(best, experts);
            const double found = given.error(other, experts);
            QVERIFY2(least <= found * (1 + 1e-12) + given.rounding(),
                     qPrintable(QStringLiteral("%1, m = %2: %3 > %4")
                                    .arg(choice.kind.c_str())
                                    .arg(experts)
                                    .arg(least, 0, 'g', 17)
                                    .arg(found, 0, 'g', 17)));
        }
    }
}

void TestSegmentationOrder::bestIsNoBetterThanLevelSets()
{
    const Given given(fetchTablePair());
    const Segmenter best = given.segmenter({"best", {}});
    const Segmenter levels = given.segmenter({"level-set", {}});
    for (const int experts : numbers) {
        const double least = given.error(levels, experts);
        const double found = given.error(best, experts);
        QVERIFY2(least <= found * (1 + 1e-9) + given.rounding(),
                 qPrintable(QStringLiteral("m = %1: %2 > %3")
                                .arg(experts)
                                .arg(least, 0, 'g', 17)
                                .arg(found, 0, 'g', 17)));
    }
}

void TestSegmentationOrder::levelSetsOfMonotoneTargetsAreTheBest_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"linear", "tanh", "sigmoid", "ramp", "exponential"}) {
        QTest::newRow(kind) << QString(kind);
    }
}

void TestSegmentationOrder::levelSetsOfMonotoneTargetsAreTheBest()
{
    QFETCH(QString, kind);
    for (const char* shape : {"uniform", "truncated-gaussian", "beta"}) {
        const Given given(TablePair{{0, 1}, target(kind.toStdString().c_str()), density(shape)});
        const Segmenter best = given.segmenter({"best", {}});
        const Segmenter levels = given.segmenter({"level-set", {}});
        for (const int experts : numbers) {
            QVERIFY(isClose(given.error(levels, experts), given.error(best, experts), 1e-9));
        }
    }
}

QTEST_APPLESS_MAIN(TestSegmentationOrder)
#include "test_segmentation_order.moc"
