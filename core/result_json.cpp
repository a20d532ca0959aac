// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result_json.h"

#include "core/json_text.h"
#include "core/scenario_writer.h"
#include "core/space/space_fit.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace tradeoff {
namespace {

Json orNull(const std::optional<double>& number)
{
    return number ? Json(*number) : Json();
}

/// What there is in more than one dimension alone.
void addBounds(Json& json, const Errors& errors)
{
    json["approximationBound"] = orNull(errors.approximationBound);
    json["approximationBoundAtCenters"] = orNull(errors.approximationBoundAtCenters);
    json["approximationBoundOptimal"] = orNull(errors.approximationBoundOptimal);
    json["approximationStandardError"] = orNull(errors.approximationStandardError);
}

/// Expectations; those that no formula gives, because the regions are learned too, are null.
Json errorsToJson(const Result& result)
{
    const Errors& errors = result.errors;
    const auto ifExpected = [&](double error) {
        return result.errorsOf == ErrorsOf::Expectation ? Json(error) : Json();
    };
    Json json{{"noise", errors.noise},
              {"approximation", ifExpected(errors.approximation)},
              {"approximationHighRate", orNull(errors.approximationHighRate)},
              {"estimation", ifExpected(errors.estimation)},
              {"estimationLeadingOrder", orNull(errors.estimationLeadingOrder)},
              {"test", ifExpected(errors.test)},
              {"training", ifExpected(errors.training)}};
    if (result.space) {
        addBounds(json, errors);
    }
    return json;
}

Json dataToJson(const DataSummary& data)
{
    const RowReport& rows = data.source.rows;
    Json badRows = Json::object();
    for (std::size_t i = 0; i < badRowReasons; ++i) {
        badRows[std::string(badRowLabel(static_cast<BadRowReason>(i)))] = rows.badRows[i];
    }
    Json firstBadRows = Json::array();
    for (const BadRow& row : rows.firstBadRows) {
        firstBadRows.push_back({{"line", row.line},
                                {"reason", std::string(badRowLabel(row.reason))},
                                {"text", row.text}});
    }
    return {{"checksum", data.source.checksum},
            {"x", data.source.xName},
            {"y", data.source.yName},
            {"domain", Json::array({data.domain.low, data.domain.high})},
            {"rows", rows.goodRows},
            {"badRows", std::move(badRows)},
            {"firstBadRows", std::move(firstBadRows)},
            {"noiseVariance", orNull(data.noiseVariance)},
            {"mallowsCp", orNull(data.mallowsCp)}};
}

Json intervalsToJson(const Region& region)
{
    Json intervals = Json::array();
    for (const Interval& interval : region.intervals) {
        intervals.push_back(Json::array({interval.low, interval.high}));
    }
    return intervals;
}

Json polygonToJson(const Polygon& polygon)
{
    if (polygon.empty()) {
        return nullptr; // more than two dimensions, or a region that is none
    }
    Json corners = Json::array();
    for (const PlanePoint& corner : polygon) {
        corners.push_back(Json::array({corner.x, corner.y}));
    }
    return corners;
}

void addShape(Json& json, const SpaceRegion& region)
{
    json["polygon"] = polygonToJson(region.polygon);
    json["volume"] = region.shape.volume;
    json["centroid"] = region.shape.centroid;
    json["secondMoment"] = region.shape.secondMoment;
    json["approximationBound"] = region.bound;
    json["approximationBoundAtCenter"] = region.boundAtCenter;
}

Json regionToJson(const Result& result, std::size_t i)
{
    const Region& region = result.regions[i];
    Json json = Json::object();
    if (result.space) {
        addShape(json, result.space->regions[i]);
    } else {
        json["intervals"] = intervalsToJson(region);
    }
    json["probability"] = region.probability;
    json["constant"] = region.constant;
    json["targetVariance"] = region.targetVariance;
    json["approximation"] = region.approximation;
    json["estimation"] = region.estimation;
    json["samples"] = region.samples;
    json["learnedConstant"] = region.learnedConstant;
    return json;
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

Json sweepRowToJson(const Result& result, const SweepRow& row)
{
    Json json{{"experts", row.experts},
              {"approximation", row.errors.approximation},
              {"approximationHighRate", orNull(row.errors.approximationHighRate)},
              {"estimation", row.errors.estimation},
              {"test", row.errors.test},
              {"training", row.errors.training},
              {"leaveOneOut", orNull(row.leaveOneOut)},
              {"mallowsCp", orNull(row.mallowsCp)}};
    if (result.space) {
        addBounds(json, row.errors);
    }
    return json;
}

Json chosenToJson(const std::optional<ChosenExperts>& chosen)
{
    if (!chosen) {
        return nullptr;
    }
    return {{"experts", chosen->experts},
            {"estimate", chosen->estimate},
            {"test", chosen->test},
            {"regret", chosen->regret}};
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
            {"approximation", estimateToJson(monteCarlo->approximation)},
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
    json["errors"] = errorsToJson(result);
    json["regions"] = Json::array();
    for (std::size_t i = 0; i < result.regions.size(); ++i) {
        json["regions"].push_back(regionToJson(result, i));
    }
    json["sample"] = sampleToJson(result.sample);
    json["sweep"] = Json::array();
    for (const SweepRow& row : result.sweep) {
        json["sweep"].push_back(sweepRowToJson(result, row));
    }
    json["bestExperts"] = bestToJson(result.bestExperts);
    json["chosenExperts"] = {{"leaveOneOut", chosenToJson(result.chosenByLeaveOneOut)},
                             {"mallowsCp", chosenToJson(result.chosenByMallowsCp)}};
    json["optimalApproximation"] = orNull(result.optimalApproximation);
    json["monteCarlo"] = monteCarloToJson(result.monteCarlo);
    json["notes"] = result.notes;
    if (result.data) {
        json["data"] = dataToJson(*result.data);
    }
    return jsonText(json);
}

} // namespace tradeoff
