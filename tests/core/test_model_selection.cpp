// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model_selection.h"
#include "core/random.h"
#include "core/training_set.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace tradeoff;

namespace {

using List = std::vector<double>;

TrainingSet drawn(const char* kind, int samples, double noiseVariance, std::uint64_t seed)
{
    const Choice density = test::density("truncated-gaussian");
    const auto problem = test::problem(test::target(kind), density);
    return makeTrainingSet(*problem, drawInputs(InputSampler({0, 1}, density), {seed}, samples, {}),
                           noiseVariance);
}

/// A running mean with its standard error.
struct Average {
    int count = 0;
    double mean = 0;
    double squares = 0;

    void add(double value)
    {
        ++count;
        const double gap = value - mean;
        mean += gap / count;
        squares += gap * (value - mean);
    }
    [[nodiscard]] double standardError() const { return std::sqrt(squares / count / (count - 1)); }
};

} // namespace

class TestModelSelection : public QObject {
    Q_OBJECT

private slots:
    void noiseEstimateIsRicesWithoutTies();
    void noiseEstimateDoesNotDependOnTheOrderOfTies();
    void noiseEstimateIsUnbiasedForNoiseAlone();
    void noiseEstimateFindsTheNoiseOfASmoothTarget();
    void fewerThanTwoSamplesTellNothingOfTheNoise();
    void cpIsTheExpectedPredictionError();
    void leastErrorIsTheFirstOfSeveral();
    void leastErrorPassesOverWhatIsNoNumber();
};

void TestModelSelection::noiseEstimateIsRicesWithoutTies()
{
    const TrainingSet set = drawn("heavisine", 500, 0.2, 1);
    long double sum = 0;
    for (std::size_t i = 0; i + 1 < set.y->size(); ++i) {
        const long double gap = static_cast<long double>((*set.y)[i + 1]) - (*set.y)[i];
        sum += gap * gap;
    }
    const auto expected = static_cast<double>(sum / 2 / 499);
    QVERIFY(test::isClose(noiseVarianceEstimate(*set.x, *set.y).value_or(0), expected, 1e-14));
}

void TestModelSelection::noiseEstimateDoesNotDependOnTheOrderOfTies()
{
    const List x{0, 1, 1, 1, 2, 2, 5};
    const double one = noiseVarianceEstimate(x, List{3, 1, 2, 6, 4, 8, 7}).value_or(0);
    const double other = noiseVarianceEstimate(x, List{3, 6, 1, 2, 8, 4, 7}).value_or(0);
    // Within: 14 and 8. Between means 3, 3, 6, 7: 0, 9 / (1/3 + 1/2), 1 / (1/2 + 1).
    const double expected = (14 + 8 + 9 / (1.0 / 3 + 1.0 / 2) + 1 / 1.5) / 6;
    QVERIFY(test::isClose(one, expected, 1e-14));
    QVERIFY(test::isClose(other, expected, 1e-14));
    QVERIFY(test::isClose(noiseVarianceEstimate(List{2, 2}, List{1, 3}).value_or(0), 2, 1e-14));
}

void TestModelSelection::noiseEstimateIsUnbiasedForNoiseAlone()
{
    const List x{0, 1, 1, 1, 2, 3, 3, 4, 5, 6};
    Average average;
    for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
        List y;
        for (std::uint64_t i = 0; i < x.size(); ++i) {
            y.push_back(2 * normalQuantile(drawSample(seed, 1, i).noise));
        }
        average.add(noiseVarianceEstimate(x, y).value_or(0));
    }
    QVERIFY(std::abs(average.mean - 4) <= 4 * average.standardError());
    QVERIFY(average.standardError() < 0.04); // sharp enough to tell
}

void TestModelSelection::noiseEstimateFindsTheNoiseOfASmoothTarget()
{
    const TrainingSet set = drawn("cosine", 100'000, 0.3, 2);
    // Its variance is 3 σ⁴/n: a deviation of 0.0016 (Rice 1984).
    QVERIFY(std::abs(noiseVarianceEstimate(*set.x, *set.y).value_or(0) - 0.3) <= 0.0066);
}

void TestModelSelection::fewerThanTwoSamplesTellNothingOfTheNoise()
{
    QVERIFY(!noiseVarianceEstimate(List{}, List{}));
    QVERIFY(!noiseVarianceEstimate(List{1}, List{3}));
}

/// At fixed x the mean of Cp over noise is σ² + the mean of (fit − β)² over samples and noise.
void TestModelSelection::cpIsTheExpectedPredictionError()
{
    const double noiseVariance = 0.25;
    const TrainingSet truth = drawn("cosine", 60, 0, 3);
    const List boundaries{0, 0.05, 0.2, 0.3, 0.45, 0.5, 0.7, 0.9, 1};
    Average difference;
    for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
        List y = *truth.y;
        for (std::size_t i = 0; i < y.size(); ++i) {
            y[i] += 0.5 * normalQuantile(drawSample(seed, 1, i).noise);
        }
        double training = 0;
        double prediction = noiseVariance;
        std::int64_t filled = 0;
        std::size_t first = 0;
        for (std::size_t region = 1; region < boundaries.size(); ++region) {
            std::size_t last = first;
            double sum = 0;
            for (; last < y.size() && (*truth.x)[last] < boundaries[region]; ++last) {
                sum += y[last];
            }
            filled += last > first ? 1 : 0;
            const double fit = last > first ? sum / static_cast<double>(last - first) : 0;
            for (; first < last; ++first) {
                training += (y[first] - fit) * (y[first] - fit) / 60;
                prediction += (fit - (*truth.y)[first]) * (fit - (*truth.y)[first]) / 60;
            }
        }
        difference.add(mallowsCp(training, filled, 60, noiseVariance) - prediction);
    }
    QVERIFY(std::abs(difference.mean) <= 4 * difference.standardError());
    QVERIFY(difference.standardError() < 2 * noiseVariance / 60 / 4); // a constant more would show
}

void TestModelSelection::leastErrorIsTheFirstOfSeveral()
{
    using Errors = std::vector<EstimatedError>;
    QVERIFY(!leastError({}));
    QCOMPARE(*leastError(Errors{{3, 0.5}}), (EstimatedError{3, 0.5}));
    QCOMPARE(*leastError(Errors{{1, 2}, {2, 1}, {3, 1}, {4, 3}}), (EstimatedError{2, 1}));
    QCOMPARE(*leastError(Errors{{4, 1}, {3, 1}, {2, 2}, {1, 3}}), (EstimatedError{3, 1}));
}

void TestModelSelection::leastErrorPassesOverWhatIsNoNumber()
{
    using Errors = std::vector<EstimatedError>;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(*leastError(Errors{{1, nan}, {2, 7}, {3, nan}}), (EstimatedError{2, 7}));
    QVERIFY(!leastError(Errors{{1, nan}}));
}

QTEST_APPLESS_MAIN(TestModelSelection)
#include "test_model_selection.moc"
