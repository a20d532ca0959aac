// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimal_partition.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

// The best partition of a sequence for all numbers of groups, beside the plain recursion.

namespace {

using namespace tradeoff;

constexpr int groups = 256;

/// A cosine with normal noise of a standard deviation given in thousandths.
std::vector<Moments> sequence(std::int64_t count, std::int64_t noise)
{
    std::vector<Moments> result;
    std::uint64_t state = 1;
    const auto uniform = [&] {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return (static_cast<double>(state >> 11U) + 0.5) * 0x1p-53;
    };
    for (std::int64_t i = 0; i < count; ++i) {
        const double x = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
        const double radius = std::sqrt(-2 * std::log(uniform()));
        const double normal = radius * std::cos(2 * std::numbers::pi * uniform());
        const double signal = noise < 0 ? 0 : std::cos(2 * std::numbers::pi * x);
        const double deviation = noise < 0 ? 1 : static_cast<double>(noise) / 1000;
        result.push_back({1.0 / static_cast<double>(count), signal + deviation * normal, 0});
    }
    return result;
}

void partition(benchmark::State& state)
{
    const std::vector<Moments> items = sequence(state.range(0), state.range(1));
    for (auto _ : state) {
        benchmark::DoNotOptimize(OptimalPartition(items, groups, {}));
    }
}
// Noise of −1: noise alone.
BENCHMARK(partition)
    ->ArgNames({"items", "noise"})
    ->ArgsProduct({{1024, 4096, 16384}, {0, -1}})
    ->ArgsProduct({{4096}, {1, 10, 50, 200, 1000}})
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// D[k][t] = min over a of D[k − 1][a] + cost(a, t), from prefix sums.
double plainRecursion(const std::vector<Moments>& items)
{
    const std::size_t count = items.size();
    std::vector<double> weight(count + 1);
    std::vector<double> sum(count + 1);
    std::vector<double> squares(count + 1);
    for (std::size_t i = 0; i < count; ++i) {
        const double product = items[i].probability * items[i].mean;
        weight[i + 1] = weight[i] + items[i].probability;
        sum[i + 1] = sum[i] + product;
        squares[i + 1] = squares[i] + product * items[i].mean;
    }
    std::vector<double> before(count + 1, std::numeric_limits<double>::infinity());
    before[0] = 0;
    for (int k = 1; k <= groups; ++k) {
        std::vector<double> least(count + 1, std::numeric_limits<double>::infinity());
        for (std::size_t t = 1; t <= count; ++t) {
            for (std::size_t a = 0; a < t; ++a) {
                const double s = sum[t] - sum[a];
                const double cost = squares[t] - squares[a] - s * s / (weight[t] - weight[a]);
                const double through = before[a] + cost;
                least[t] = through < least[t] ? through : least[t];
            }
        }
        before.swap(least);
    }
    return before[count];
}

void partitionPlain(benchmark::State& state)
{
    const std::vector<Moments> items = sequence(state.range(0), state.range(1));
    for (auto _ : state) {
        benchmark::DoNotOptimize(plainRecursion(items));
    }
}
BENCHMARK(partitionPlain)
    ->ArgNames({"items", "noise"})
    ->ArgsProduct({{1024, 4096}, {0, -1}})
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void starts(benchmark::State& state)
{
    const OptimalPartition result(sequence(4096, state.range(0)), groups, {});
    for (auto _ : state) {
        for (int k = 1; k <= 100; ++k) {
            benchmark::DoNotOptimize(result.starts(k));
        }
    }
}
BENCHMARK(starts)->ArgName("noise")->Arg(0)->Arg(-1)->Unit(benchmark::kMillisecond);

} // namespace
