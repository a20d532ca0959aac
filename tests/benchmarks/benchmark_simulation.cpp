// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monte_carlo.h"
#include "core/random.h"

#include <benchmark/benchmark.h>
#include <tbb/global_control.h>

#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

// The simulation over a sweep beside the plain loops that a person writes first.
// Both learn 1000 training sets of 200 samples for m = 1…200 and two segmentations. Ours draws the
// samples once for both, as `compute` does while they fit, within the time; the plain loops get
// them drawn and their places in the segmentations for nothing.

namespace {

using namespace tradeoff;

constexpr int sets = 1000;
constexpr std::int64_t samples = 200;
constexpr int most = 200;
const Checkpoint unwatched = [](double) {};

Experiment experiment(const char* segmentation, EmptyRegionRule rule)
{
    const Scenario scenario = defaultScenario();
    Experiment result;
    result.problem =
        std::make_shared<const Problem>(scenario.domain, scenario.target, scenario.density);
    result.segmenter =
        prepareSegmenter({result.problem}, defaultChoice(segmentationRow(segmentation).option));
    result.setting = {0.1, samples, rule};
    return result;
}

const InputSampler& sampler()
{
    static const Scenario scenario = defaultScenario();
    static const InputSampler kept(scenario.domain, scenario.density);
    return kept;
}

std::vector<int> upTo(int last)
{
    std::vector<int> numbers(static_cast<std::size_t>(last));
    std::iota(numbers.begin(), numbers.end(), 1);
    return numbers;
}

void simulateSweep(benchmark::State& state, EmptyRegionRule rule)
{
    const tbb::global_control threads(tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(state.range(0)));
    const Experiment uniform = experiment("uniform", rule);
    const Experiment optimal = experiment("optimal", rule);
    for (auto _ : state) {
        const SampleSource source{sampler(), *uniform.problem, uniform.setting.noiseVariance};
        const auto drawn =
            std::make_shared<const SimulatedSamples>(source, sets, samples, unwatched);
        for (const Experiment* each : {&uniform, &optimal}) {
            benchmark::DoNotOptimize(
                simulate(sampler(), {*each, {}, upTo(most), 1, sets, drawn}, {}, unwatched));
        }
    }
}
BENCHMARK_CAPTURE(simulateSweep, zero, EmptyRegionRule::Zero)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(simulateSweep, mean, EmptyRegionRule::Mean)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(simulateSweep, nearest, EmptyRegionRule::Nearest)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// A sample of a training set: where it lies in 0…1 by the segment density, and its output.
struct Placed {
    double place = 0.0;
    double y = 0.0;
};

std::vector<Placed> placed(const Experiment& experts)
{
    std::vector<Placed> result;
    const std::vector<double> fine = experts.segmenter.boundaries(100'000);
    for (std::uint32_t set = 1; set <= sets; ++set) {
        for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(samples); ++i) {
            const SampleDraw draw = drawSample(1, set, i);
            const double x = sampler().input(draw.input);
            const auto cell = std::upper_bound(fine.begin(), fine.end(), x) - fine.begin() - 1;
            result.push_back(
                {(static_cast<double>(cell) + 0.5) / 100'000,
                 experts.problem->target().value(x) + std::sqrt(0.1) * normalQuantile(draw.noise)});
        }
    }
    return result;
}

/// Mean estimation error for each m: scatter, divide, add up, set after set and m after m.
std::vector<double> plainSweep(const std::vector<Placed>& draws,
                               const std::vector<std::vector<Moments>>& moments)
{
    std::vector<double> means(moments.size());
    std::vector<double> sums(most);
    std::vector<int> counts(most);
    for (std::size_t set = 0; set < sets; ++set) {
        const Placed* const first = draws.data() + set * samples;
        for (std::size_t row = 0; row < moments.size(); ++row) {
            const std::size_t regions = moments[row].size();
            std::fill_n(sums.begin(), regions, 0.0);
            std::fill_n(counts.begin(), regions, 0);
            for (const Placed* draw = first; draw != first + samples; ++draw) {
                const auto region =
                    static_cast<std::size_t>(draw->place * static_cast<double>(regions));
                sums[region] += draw->y;
                ++counts[region];
            }
            double error = 0;
            for (std::size_t i = 0; i < regions; ++i) {
                const double learned = counts[i] > 0 ? sums[i] / counts[i] : 0.0;
                const double gap = learned - moments[row][i].mean;
                error += moments[row][i].probability * gap * gap;
            }
            means[row] += error / sets;
        }
    }
    return means;
}

void simulateSweepPlain(benchmark::State& state)
{
    std::vector<std::vector<Placed>> draws;
    std::vector<std::vector<std::vector<Moments>>> moments;
    for (const char* kind : {"uniform", "optimal"}) {
        const Experiment experts = experiment(kind, EmptyRegionRule::Zero);
        draws.push_back(placed(experts));
        moments.emplace_back();
        for (int m = 1; m <= most; ++m) {
            moments.back().push_back(
                regionMoments(*experts.problem, experts.segmenter.partition(m)));
        }
    }
    for (auto _ : state) {
        for (std::size_t kind = 0; kind < draws.size(); ++kind) {
            benchmark::DoNotOptimize(plainSweep(draws[kind], moments[kind]));
        }
    }
}
BENCHMARK(simulateSweepPlain)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// Inputs and noise of all these training sets alone.
void drawSets(benchmark::State& state)
{
    std::vector<double> input(samples);
    std::vector<double> noise(samples);
    for (auto _ : state) {
        for (std::uint32_t set = 1; set <= sets; ++set) {
            drawSamples(1, set, 0, input, noise);
            for (std::size_t i = 0; i < input.size(); ++i) {
                input[i] = sampler().input(input[i]);
                noise[i] = normalQuantile(noise[i]);
            }
            benchmark::DoNotOptimize(input.data());
            benchmark::DoNotOptimize(noise.data());
        }
    }
}
BENCHMARK(drawSets)->Unit(benchmark::kMillisecond);

void drawUniform(benchmark::State& state)
{
    std::vector<double> input(samples);
    std::vector<double> noise(samples);
    for (auto _ : state) {
        for (std::uint32_t set = 1; set <= sets; ++set) {
            drawSamples(1, set, 0, input, noise);
            benchmark::DoNotOptimize(input.data());
            benchmark::DoNotOptimize(noise.data());
        }
    }
}
BENCHMARK(drawUniform)->Unit(benchmark::kMillisecond);

} // namespace
