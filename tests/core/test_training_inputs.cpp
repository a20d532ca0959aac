// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.h"
#include "core/training_set.h"
#include "tests/core/experiments.h"
#include "tests/core/threads.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/normal.hpp>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <utility>
#include <vector>

using namespace tradeoff;

namespace {

using Cdf = std::function<double(double)>;

/// A density with its cumulative from a library that the program's own sampling does not use.
struct KnownLaw {
    Choice density;
    Interval domain;
    Cdf cdf;
};

Cdf truncated(const Cdf& cdf, const Interval& domain)
{
    const double below = cdf(domain.low);
    const double inside = cdf(domain.high) - below;
    return [=](double x) { return (cdf(x) - below) / inside; };
}

Cdf gaussian(double mean, double sd)
{
    return [=](double x) { return boost::math::cdf(boost::math::normal(mean, sd), x); };
}

KnownLaw betaLaw(double alpha, double beta)
{
    return {test::density("beta", {{"alpha", alpha}, {"beta", beta}}), {0, 1}, [=](double x) {
                return boost::math::cdf(boost::math::beta_distribution(alpha, beta), x);
            }};
}

KnownLaw mixtureLaw()
{
    const Interval unit{0, 1};
    const Cdf first = truncated(gaussian(0.25, 0.08), unit);
    const Cdf second = truncated(gaussian(0.7, 0.1), unit);
    return {test::density("gaussian-mixture"), unit,
            [=](double x) { return 0.4 * first(x) + 0.6 * second(x); }};
}

/// Weights 1, 3, 4, 2, 1 over five equal bins, the middle of which is left empty here.
KnownLaw histogramLaw()
{
    const std::vector<double> edges{0, 0.2, 0.4, 0.6, 0.8, 1};
    const std::vector<double> weights{1, 3, 0, 2, 1};
    return {test::density("histogram", {{"edges", edges}, {"weights", weights}}),
            {0, 1},
            [=](double x) {
                double mass = 0;
                for (std::size_t i = 0; i < weights.size(); ++i) {
                    mass += weights[i] * std::clamp((x - edges[i]) / 0.2, 0.0, 1.0);
                }
                return mass / 7;
            }};
}

KnownLaw formulaLaw()
{
    const double sd = 1 / std::sqrt(40.0);
    const double bump = std::sqrt(std::acos(-1.0) / 20);
    const Cdf normal = gaussian(0.3, sd);
    const auto mass = [=](double x) { return 0.2 * x + bump * (normal(x) - normal(0)); };
    return {test::density("expression", {{"expression", "0.2 + exp(-20*(x - 0.3)^2)"}}),
            {0, 1},
            [=](double x) { return mass(x) / mass(1); }};
}

std::vector<KnownLaw> knownLaws()
{
    const Interval unit{0, 1};
    const Interval wide{-3, 5};
    return {
        {test::density("uniform"), wide, [](double x) { return (x + 3) / 8; }},
        {test::density("truncated-gaussian"), unit, truncated(gaussian(0.5, 0.2), unit)},
        {test::density("truncated-gaussian", {{"mean", -1.0}, {"sd", 0.4}}), unit,
         truncated(gaussian(-1, 0.4), unit)},
        betaLaw(2, 5),
        betaLaw(0.5, 0.5),
        {test::density("truncated-exponential"), unit,
         truncated([](double x) { return boost::math::cdf(boost::math::exponential(3), x); },
                   unit)},
        {test::density("truncated-exponential", {{"rate", -2.0}}), unit,
         [](double x) { return std::expm1(2 * x) / std::expm1(2); }},
        mixtureLaw(),
        histogramLaw(),
        formulaLaw(),
    };
}

/// Greatest distance between the empirical and the expected cumulative, times √n. In the limit it
/// exceeds 2.2 once in 8000 samples (Kolmogorov's distribution).
double kolmogorovSmirnov(const std::vector<double>& sorted, const Cdf& cdf)
{
    const auto count = static_cast<double>(sorted.size());
    double distance = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const double expected = cdf(sorted[i]);
        const auto rank = static_cast<double>(i);
        distance = std::max({distance, (rank + 1) / count - expected, expected - rank / count});
    }
    return distance * std::sqrt(count);
}

constexpr double kolmogorovLimit = 2.2;

TrainingInputs draw(const Choice& density, std::uint64_t seed, std::int64_t samples,
                    const Interval& domain = {0, 1})
{
    return drawInputs(InputSampler(domain, density), {seed}, samples, {});
}

} // namespace

class TestTrainingInputs : public QObject {
    Q_OBJECT

private slots:
    void everyDensityHasAKnownLaw();
    void inputsFollowTheDensity_data();
    void inputsFollowTheDensity();
    void noiseIsStandardNormalWhateverTheInput();
    void inputsAreSortedAndInsideTheDomain();
    void seedsDrawDifferentSamples();
    void fewerSamplesAreAmongMore();
    void samplesAreDrawnByTheirNumberAlone();
    void targetAndNoiseKeepInputsAndNoiseDraws();
    void manyThreadsDrawTheSameBits();
    void drawingCanBeStopped();
};

void TestTrainingInputs::everyDensityHasAKnownLaw()
{
    std::set<std::string> known;
    for (const KnownLaw& law : knownLaws()) {
        known.insert(law.density.kind);
    }
    for (const DensityRow& row : densityTable()) {
        QVERIFY2(known.contains(row.option.kind), row.option.kind.c_str());
    }
}

void TestTrainingInputs::inputsFollowTheDensity_data()
{
    QTest::addColumn<int>("index");
    const std::vector<KnownLaw> laws = knownLaws();
    for (std::size_t i = 0; i < laws.size(); ++i) {
        QTest::addRow("%zu %s", i, laws[i].density.kind.c_str()) << static_cast<int>(i);
    }
}

void TestTrainingInputs::inputsFollowTheDensity()
{
    QFETCH(int, index);
    const KnownLaw law = knownLaws()[static_cast<std::size_t>(index)];
    const TrainingInputs inputs = draw(law.density, 1, 50'000, law.domain);
    const double distance = kolmogorovSmirnov(*inputs.x, law.cdf);
    QVERIFY2(distance < kolmogorovLimit, qPrintable(QString::number(distance)));
}

void TestTrainingInputs::noiseIsStandardNormalWhateverTheInput()
{
    const TrainingInputs inputs = draw(test::density("beta"), 2, 50'000);
    // Sorted by x, the halves are the samples with small and with large inputs.
    const auto middle = inputs.noise.begin() + 25'000;
    for (std::vector<double> part : {std::vector<double>(inputs.noise.begin(), middle),
                                     std::vector<double>(middle, inputs.noise.end())}) {
        std::sort(part.begin(), part.end());
        const double distance = kolmogorovSmirnov(part, gaussian(0, 1));
        QVERIFY2(distance < kolmogorovLimit, qPrintable(QString::number(distance)));
    }
}

void TestTrainingInputs::inputsAreSortedAndInsideTheDomain()
{
    for (const KnownLaw& law : knownLaws()) {
        const TrainingInputs inputs = draw(law.density, 3, 10'000, law.domain);
        QVERIFY(std::is_sorted(inputs.x->begin(), inputs.x->end()));
        QVERIFY(law.domain.contains(inputs.x->front()));
        QVERIFY(law.domain.contains(inputs.x->back()));
    }
}

void TestTrainingInputs::seedsDrawDifferentSamples()
{
    const TrainingInputs one = draw(test::density("uniform"), 1, 100);
    const TrainingInputs two = draw(test::density("uniform"), 2, 100);
    std::set<double> values(one.x->begin(), one.x->end());
    values.insert(two.x->begin(), two.x->end());
    QCOMPARE(values.size(), std::size_t{200});
}

void TestTrainingInputs::fewerSamplesAreAmongMore()
{
    const auto pairs = [](const TrainingInputs& inputs) {
        std::set<std::pair<double, double>> result;
        for (std::size_t i = 0; i < inputs.x->size(); ++i) {
            result.insert({(*inputs.x)[i], inputs.noise[i]});
        }
        return result;
    };
    const auto few = pairs(draw(test::density("truncated-gaussian"), 4, 100));
    const auto many = pairs(draw(test::density("truncated-gaussian"), 4, 200));
    QCOMPARE(few.size(), std::size_t{100});
    QVERIFY(std::includes(many.begin(), many.end(), few.begin(), few.end()));
}

void TestTrainingInputs::samplesAreDrawnByTheirNumberAlone()
{
    const InputSampler sampler({0, 1}, test::density("beta"));
    const TrainingInputs inputs = drawInputs(sampler, {4}, 300, {});
    for (std::uint64_t i = 0; i < 300; ++i) {
        const SampleDraw sample = drawSample(4, 0, i);
        const double x = sampler.input(sample.input);
        const auto place = std::lower_bound(inputs.x->begin(), inputs.x->end(), x);
        QVERIFY(place != inputs.x->end());
        QCOMPARE(*place, x);
        QCOMPARE(inputs.noise[static_cast<std::size_t>(place - inputs.x->begin())],
                 normalQuantile(sample.noise));
    }
}

void TestTrainingInputs::targetAndNoiseKeepInputsAndNoiseDraws()
{
    const TrainingInputs inputs = draw(test::density("beta"), 1, 500);
    for (const char* kind : {"cosine", "steps", "absolute"}) {
        const auto problem = test::problem(test::target(kind), test::density("beta"));
        for (const double noiseVariance : {0.0, 0.25, 4.0}) {
            const TrainingSet set = makeTrainingSet(*problem, inputs, noiseVariance);
            QVERIFY(set.x == inputs.x);
            for (std::size_t i = 0; i < 500; ++i) {
                const double clean = problem->target().value((*set.x)[i]);
                QCOMPARE((*set.y)[i], clean + std::sqrt(noiseVariance) * inputs.noise[i]);
            }
            const auto [low, high] = std::minmax_element(set.y->begin(), set.y->end());
            QCOMPARE(set.rangeOfY.low, *low);
            QCOMPARE(set.rangeOfY.high, *high);
        }
    }
}

void TestTrainingInputs::manyThreadsDrawTheSameBits()
{
    constexpr std::int64_t samples = 300'000;
    // Equal inputs, as a rounded density gives them, must not leave the order to chance.
    const Interval coarse{1e8, 1e8 + 0.2};
    for (const Interval& domain : {Interval{0, 1}, coarse}) {
        const auto drawn = [&] { return draw(test::density("uniform"), 1, samples, domain); };
        const TrainingInputs alone = test::withThreads(1, drawn);
        for (const int threads : test::threadCounts) {
            const TrainingInputs inputs = test::withThreads(threads, drawn);
            QVERIFY(*inputs.x == *alone.x);
            QVERIFY(inputs.noise == alone.noise);
        }
    }
}

void TestTrainingInputs::drawingCanBeStopped()
{
    struct Stopped {};
    std::vector<double> shares;
    const InputSampler sampler({0, 1}, test::density("uniform"));
    const Checkpoint stopHalfWay = [&](double share) {
        shares.push_back(share);
        if (share >= 0.5) {
            throw Stopped{};
        }
    };
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(drawInputs(sampler, {1}, 1'000'000, stopHalfWay)),
                             Stopped);
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QCOMPARE(shares.front(), 0.0);
    QVERIFY(shares.back() < 0.7);
}

QTEST_APPLESS_MAIN(TestTrainingInputs)
#include "test_training_inputs.moc"
