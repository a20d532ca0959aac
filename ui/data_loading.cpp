// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data_loading.h"

#include <QFileInfo>

#include <utility>

namespace tradeoff::ui {

DataLoading::DataLoading(ComputeService& service, QObject* parent)
    : QObject(parent)
    , m_service(service)
{
    connect(&service, &ComputeService::resultReady, this,
            [this](const std::shared_ptr<const Result>& result) { take(*result); });
    connect(&service, &ComputeService::failed, this, [this] {
        if (isActive()) {
            stop();
            emit abandoned();
        }
    });
}

void DataLoading::start(const Scenario& scenario, Accept accept)
{
    m_wanted = normalized(scenario);
    m_accept = std::move(accept);
    m_service.request(*m_wanted);
    emit activeChanged(true);
}

void DataLoading::take(const Result& result)
{
    if (!m_wanted || result.scenario != *m_wanted || !result.data)
        return;
    Scenario loaded = *m_wanted;
    loaded.data->checksum = result.data->source.checksum;
    const Accept accept = std::exchange(m_accept, {});
    stop();
    accept(loaded);
}

void DataLoading::cancel()
{
    if (!isActive())
        return;
    m_service.cancel();
    giveUp();
    emit abandoned();
}

void DataLoading::giveUp()
{
    if (!isActive())
        return;
    const QString name = QFileInfo(QString::fromStdString(m_wanted->data->file)).fileName();
    stop();
    emit ended(tr("Not opened: %1: cancelled").arg(name));
}

void DataLoading::stop()
{
    if (!std::exchange(m_wanted, std::nullopt))
        return;
    emit activeChanged(false);
}

} // namespace tradeoff::ui
