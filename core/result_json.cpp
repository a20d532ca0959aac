// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result_json.h"

#include "core/json_text.h"
#include "core/scenario_writer.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace tradeoff {
namespace {

Json orNull(const std::optional<double>& number)
{
    return number ? Json(*number) : Json();
}

Json errorsToJson(const Errors& errors)
{
    return {{"noise", errors.noise},
            {"approximation", errors.approximation},
            {"approximationHighRate", orNull(errors.approximationHighRate)},
            {"estimation", errors.estimation},
            {"estimationLeadingOrder", errors.estimationLeadingOrder},
            {"test", errors.test},
            {"training", errors.training}};
}

Json regionToJson(const Region& region)
{
    Json intervals = Json::array();
    for (const Interval& interval : region.intervals) {
        intervals.push_back(Json::array({interval.low, interval.high}));
    }
    return {{"intervals", std::move(intervals)},
            {"probability", region.probability},
            {"constant", region.constant},
            {"targetVariance", region.targetVariance},
            {"approximation", region.approximation},
            {"estimation", region.estimation},
            {"samples", region.samples},
            {"learnedConstant", region.learnedConstant}};
}

Json sampleToJson(const std::optional<SampleErrors>& sample)
{
    if (!sample) {
        return nullptr;
    }
    return {{"approximation", sample->approximation},
            {"estimation", sample->estimation},
            {"test", sample->test},
            {"training", sample->training},
            {"leaveOneOut", orNull(sample->leaveOneOut)}};
}

Json sweepRowToJson(const SweepRow& row)
{
    return {{"experts", row.experts},
            {"approximation", row.errors.approximation},
            {"approximationHighRate", orNull(row.errors.approximationHighRate)},
            {"estimation", row.errors.estimation},
            {"test", row.errors.test},
            {"training", row.errors.training}};
}

Json bestToJson(const std::optional<BestExperts>& best)
{
    if (!best) {
        return nullptr;
    }
    return {{"experts", best->experts}, {"test", best->test}};
}

Json estimateToJson(const Estimate& estimate)
{
    return {{"mean", estimate.mean}, {"standardError", estimate.standardError}};
}

Json monteCarloToJson(const std::optional<MonteCarloErrors>& monteCarlo)
{
    if (!monteCarlo) {
        return nullptr;
    }
    return {{"trainingSets", monteCarlo->trainingSets},
            {"estimation", estimateToJson(monteCarlo->estimation)},
            {"test", estimateToJson(monteCarlo->test)}};
}

} // namespace

std::string writeResult(const Result& result)
{
    Json json = Json::object();
    json["format"] = "tradeoff-lab/result";
    json["version"] = 1;
    json["scenario"] = scenarioToJson(result.scenario);
    json["errors"] = errorsToJson(result.errors);
    json["regions"] = Json::array();
    for (const Region& region : result.regions) {
        json["regions"].push_back(regionToJson(region));
    }
    json["sample"] = sampleToJson(result.sample);
    json["sweep"] = Json::array();
    for (const SweepRow& row : result.sweep) {
        json["sweep"].push_back(sweepRowToJson(row));
    }
    json["bestExperts"] = bestToJson(result.bestExperts);
    json["monteCarlo"] = monteCarloToJson(result.monteCarlo);
    json["notes"] = result.notes;
    return jsonText(json);
}

} // namespace tradeoff
