/**
 * Members of the library's enums, and of classes that are used like enums, with what synth writes for them when it is another word.
 * Numbers have a `#` before them. Read from aws-cdk-lib 2.276 itself; a test compares the two.
 */
export const enums = `
aws-apigateway.ApiKeySourceType: HEADER AUTHORIZER
aws-apigateway.AuthorizationType: NONE IAM=AWS_IAM CUSTOM COGNITO=COGNITO_USER_POOLS
aws-apigateway.ConnectionType: INTERNET VPC_LINK
aws-apigateway.ContentHandling: CONVERT_TO_BINARY CONVERT_TO_TEXT
aws-apigateway.EndpointAccessMode: STRICT BASIC
aws-apigateway.EndpointType: EDGE REGIONAL PRIVATE
aws-apigateway.IntegrationType: AWS AWS_PROXY HTTP HTTP_PROXY MOCK
aws-apigateway.IpAddressType: IPV4=ipv4 DUAL_STACK=dualstack
aws-apigateway.JsonSchemaType: NULL=null BOOLEAN=boolean OBJECT=object ARRAY=array NUMBER=number INTEGER=integer
  STRING=string
aws-apigateway.JsonSchemaVersion: DRAFT4=http://json-schema.org/draft-04/schema#
  DRAFT7=http://json-schema.org/draft-07/schema#
aws-apigateway.MethodLoggingLevel: OFF ERROR INFO
aws-apigateway.PassthroughBehavior: WHEN_NO_MATCH NEVER WHEN_NO_TEMPLATES
aws-apigateway.Period: DAY WEEK MONTH
aws-apigateway.ResponseTransferMode: BUFFERED STREAM
aws-apigateway.RestApiMode: OVERWRITE=overwrite MERGE=merge
aws-apigateway.SecurityPolicy: TLS_1_0 TLS_1_2 TLS13_1_3_2025_09=SecurityPolicy_TLS13_1_3_2025_09
  TLS13_1_3_FIPS_2025_09=SecurityPolicy_TLS13_1_3_FIPS_2025_09
  TLS13_1_2_PQ_2025_09=SecurityPolicy_TLS13_1_2_PQ_2025_09
  TLS13_1_2_PFS_PQ_2025_09=SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09 TLS13_2025_EDGE=SecurityPolicy_TLS13_2025_EDGE
  TLS12_PFS_2025_EDGE=SecurityPolicy_TLS12_PFS_2025_EDGE TLS12_2018_EDGE=SecurityPolicy_TLS12_2018_EDGE
aws-apigatewayv2.AuthorizerPayloadVersion: VERSION_1_0=1.0 VERSION_2_0=2.0
aws-apigatewayv2.ContentHandling: CONVERT_TO_BINARY CONVERT_TO_TEXT
aws-apigatewayv2.CorsHttpMethod: ANY=* DELETE GET HEAD OPTIONS PATCH POST PUT
aws-apigatewayv2.EndpointType: EDGE REGIONAL
aws-apigatewayv2.HttpAuthorizerType: IAM=AWS_IAM JWT LAMBDA=REQUEST
aws-apigatewayv2.HttpConnectionType: VPC_LINK INTERNET
aws-apigatewayv2.HttpIntegrationSubtype: EVENTBRIDGE_PUT_EVENTS=EventBridge-PutEvents SQS_SEND_MESSAGE=SQS-SendMessage
  SQS_RECEIVE_MESSAGE=SQS-ReceiveMessage SQS_DELETE_MESSAGE=SQS-DeleteMessage SQS_PURGE_QUEUE=SQS-PurgeQueue
  APPCONFIG_GET_CONFIGURATION=AppConfig-GetConfiguration KINESIS_PUT_RECORD=Kinesis-PutRecord
  STEPFUNCTIONS_START_EXECUTION=StepFunctions-StartExecution
  STEPFUNCTIONS_START_SYNC_EXECUTION=StepFunctions-StartSyncExecution
  STEPFUNCTIONS_STOP_EXECUTION=StepFunctions-StopExecution
aws-apigatewayv2.HttpIntegrationType: HTTP_PROXY AWS_PROXY
aws-apigatewayv2.HttpMethod: ANY DELETE GET HEAD OPTIONS PATCH POST PUT
aws-apigatewayv2.IpAddressType: IPV4=ipv4 DUAL_STACK=dualstack
aws-apigatewayv2.PassthroughBehavior: WHEN_NO_MATCH NEVER WHEN_NO_TEMPLATES
aws-apigatewayv2.Period: DAY WEEK MONTH
aws-apigatewayv2.SecurityPolicy: TLS_1_0 TLS_1_2
aws-apigatewayv2.WebSocketAuthorizerType: LAMBDA=REQUEST IAM=AWS_IAM
aws-apigatewayv2.WebSocketIntegrationType: AWS_PROXY MOCK AWS
aws-applicationautoscaling.AdjustmentType: CHANGE_IN_CAPACITY=ChangeInCapacity
  PERCENT_CHANGE_IN_CAPACITY=PercentChangeInCapacity EXACT_CAPACITY=ExactCapacity
aws-applicationautoscaling.MetricAggregationType: AVERAGE=Average MINIMUM=Minimum MAXIMUM=Maximum
aws-applicationautoscaling.PredefinedMetric:
  APPSTREAM_AVERAGE_CAPACITY_UTILIZATION=AppStreamAverageCapacityUtilization
  CASSANDRA_READ_CAPACITY_UTILIZATION=CassandraReadCapacityUtilization
  CASSANDRA_WRITE_CAPACITY_UTILIZATION=CassandraWriteCapacityUtilization
  COMPREHEND_INFERENCE_UTILIZATION=ComprehendInferenceUtilization
  NEPTURE_READER_AVERAGE_CPU_UTILIZATION=NeptuneReaderAverageCPUUtilization
  DYNAMODB_READ_CAPACITY_UTILIZATION=DynamoDBReadCapacityUtilization
  DYNAMODB_WRITE_CAPACITY_UTILIZATION=DynamoDBWriteCapacityUtilization-dummy
  DYANMODB_WRITE_CAPACITY_UTILIZATION=DynamoDBWriteCapacityUtilization
  ALB_REQUEST_COUNT_PER_TARGET=ALBRequestCountPerTarget
  RDS_READER_AVERAGE_CPU_UTILIZATION=RDSReaderAverageCPUUtilization
  RDS_READER_AVERAGE_DATABASE_CONNECTIONS=RDSReaderAverageDatabaseConnections
  EC2_SPOT_FLEET_REQUEST_AVERAGE_CPU_UTILIZATION=EC2SpotFleetRequestAverageCPUUtilization
  EC2_SPOT_FLEET_REQUEST_AVERAGE_NETWORK_IN=EC2SpotFleetRequestAverageNetworkIn
  EC2_SPOT_FLEET_REQUEST_AVERAGE_NETWORK_OUT=EC2SpotFleetRequestAverageNetworkOut
  SAGEMAKER_VARIANT_INVOCATIONS_PER_INSTANCE=SageMakerVariantInvocationsPerInstance
  SAGEMAKER_VARIANT_PROVISIONED_CONCURRENCY_UTILIZATION=SageMakerVariantProvisionedConcurrencyUtilization
  SAGEMAKER_INFERENCE_COMPONENT_INVOCATIONS_PER_COPY=SageMakerInferenceComponentInvocationsPerCopy
  ECS_SERVICE_AVERAGE_CPU_UTILIZATION=ECSServiceAverageCPUUtilization
  ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION=ECSServiceAverageMemoryUtilization
  LAMBDA_PROVISIONED_CONCURRENCY_UTILIZATION=LambdaProvisionedConcurrencyUtilization
  KAFKA_BROKER_STORAGE_UTILIZATION=KafkaBrokerStorageUtilization
  ELASTICACHE_PRIMARY_ENGINE_CPU_UTILIZATION=ElastiCachePrimaryEngineCPUUtilization
  ELASTICACHE_REPLICA_ENGINE_CPU_UTILIZATION=ElastiCacheReplicaEngineCPUUtilization
  ELASTICACHE_DATABASE_MEMORY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE=ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage
  ELASTICACHE_DATABASE_CAPACITY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE=ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage
  SAGEMAKER_INFERENCE_COMPONENT_CONCURRENT_REQUESTS_PER_COPY_HIGH_RESOLUTION=SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution
  SAGEMAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION=SageMakerVariantConcurrentRequestsPerModelHighResolution
  WORKSPACES_AVERAGE_USER_SESSIONS_CAPACITY_UTILIZATION=WorkSpacesAverageUserSessionsCapacityUtilization
aws-applicationautoscaling.ServiceNamespace: ECS=ecs ELASTIC_MAP_REDUCE=elasticmapreduce EC2=ec2 APPSTREAM=appstream
  DYNAMODB=dynamodb RDS=rds SAGEMAKER=sagemaker CUSTOM_RESOURCE=custom-resource LAMBDA=lambda COMPREHEND=comprehend
  KAFKA=kafka ELASTICACHE=elasticache NEPTUNE=neptune CASSANDRA=cassandra WORKSPACES=workspaces
aws-appsync.AppSyncAuthorizationType: API_KEY IAM=AWS_IAM USER_POOL=AMAZON_COGNITO_USER_POOLS OIDC=OPENID_CONNECT
  LAMBDA=AWS_LAMBDA
aws-appsync.AppSyncDataSourceType: LAMBDA=AWS_LAMBDA DYNAMODB=AMAZON_DYNAMODB EVENTBRIDGE=AMAZON_EVENTBRIDGE
  OPENSEARCH_SERVICE=AMAZON_OPENSEARCH_SERVICE HTTP RELATIONAL_DATABASE BEDROCK=AMAZON_BEDROCK_RUNTIME
  ELASTICSEARCH=AMAZON_ELASTICSEARCH
aws-appsync.AppSyncFieldLogLevel: NONE ERROR INFO DEBUG ALL
aws-appsync.AuthorizationType: API_KEY IAM=AWS_IAM USER_POOL=AMAZON_COGNITO_USER_POOLS OIDC=OPENID_CONNECT
  LAMBDA=AWS_LAMBDA
aws-appsync.DataSourceLevelMetricsBehavior: FULL_REQUEST_DATA_SOURCE_METRICS PER_DATA_SOURCE_METRICS
aws-appsync.DataSourceMetricsConfig: ENABLED DISABLED
aws-appsync.FieldLogLevel: NONE ERROR INFO DEBUG ALL
aws-appsync.FunctionRuntime: JS_1_0_0=APPSYNC_JS
aws-appsync.FunctionRuntimeFamily: JS=APPSYNC_JS
aws-appsync.HandlerBehavior: CODE DIRECT
aws-appsync.IntrospectionConfig: ENABLED DISABLED
aws-appsync.LambdaInvokeType: EVENT REQUEST_RESPONSE
aws-appsync.MergeType: MANUAL_MERGE AUTO_MERGE
aws-appsync.OperationLevelMetricsConfig: ENABLED DISABLED
aws-appsync.ResolverLevelMetricsBehavior: FULL_REQUEST_RESOLVER_METRICS PER_RESOLVER_METRICS
aws-appsync.ResolverMetricsConfig: ENABLED DISABLED
aws-appsync.UserPoolDefaultAction: ALLOW DENY
aws-appsync.Visibility: GLOBAL PRIVATE
aws-cloudfront.AccessLevel: READ READ_VERSIONED LIST WRITE DELETE
aws-cloudfront.CloudFrontAllowedCachedMethods: GET_HEAD=GH GET_HEAD_OPTIONS=GHO
aws-cloudfront.CloudFrontAllowedMethods: GET_HEAD=GH GET_HEAD_OPTIONS=GHO ALL
aws-cloudfront.FailoverStatusCode: FORBIDDEN=#403 NOT_FOUND=#404 INTERNAL_SERVER_ERROR=#500 BAD_GATEWAY=#502
  SERVICE_UNAVAILABLE=#503 GATEWAY_TIMEOUT=#504
aws-cloudfront.FunctionEventType: VIEWER_REQUEST=viewer-request VIEWER_RESPONSE=viewer-response
aws-cloudfront.FunctionRuntime: JS_1_0=cloudfront-js-1.0 JS_2_0=cloudfront-js-2.0
aws-cloudfront.HeadersFrameOption: DENY SAMEORIGIN
aws-cloudfront.HeadersReferrerPolicy: NO_REFERRER=no-referrer NO_REFERRER_WHEN_DOWNGRADE=no-referrer-when-downgrade
  ORIGIN=origin ORIGIN_WHEN_CROSS_ORIGIN=origin-when-cross-origin SAME_ORIGIN=same-origin STRICT_ORIGIN=strict-origin
  STRICT_ORIGIN_WHEN_CROSS_ORIGIN=strict-origin-when-cross-origin UNSAFE_URL=unsafe-url
aws-cloudfront.HttpVersion: HTTP1_1=http1.1 HTTP2=http2 HTTP2_AND_3=http2and3 HTTP3=http3
aws-cloudfront.LambdaEdgeEventType: ORIGIN_REQUEST=origin-request ORIGIN_RESPONSE=origin-response
  VIEWER_REQUEST=viewer-request VIEWER_RESPONSE=viewer-response
aws-cloudfront.OriginAccessControlOriginType: S3=s3 LAMBDA=lambda MEDIASTORE=mediastore MEDIAPACKAGEV2=mediapackagev2
aws-cloudfront.OriginIpAddressType: IPV4=ipv4 IPV6=ipv6 DUALSTACK=dualstack
aws-cloudfront.OriginProtocolPolicy: HTTP_ONLY=http-only MATCH_VIEWER=match-viewer HTTPS_ONLY=https-only
aws-cloudfront.OriginSelectionCriteria: DEFAULT=default MEDIA_QUALITY_BASED=media-quality-based
aws-cloudfront.OriginSslPolicy: SSL_V3=SSLv3 TLS_V1=TLSv1 TLS_V1_1=TLSv1.1 TLS_V1_2=TLSv1.2
aws-cloudfront.PriceClass: PRICE_CLASS_100=PriceClass_100 PRICE_CLASS_200=PriceClass_200
  PRICE_CLASS_ALL=PriceClass_All
aws-cloudfront.SSLMethod: SNI=sni-only VIP=vip STATIC_IP=static-ip
aws-cloudfront.SecurityPolicyProtocol: SSL_V3=SSLv3 TLS_V1=TLSv1 TLS_V1_2016=TLSv1_2016 TLS_V1_1_2016=TLSv1.1_2016
  TLS_V1_2_2018=TLSv1.2_2018 TLS_V1_2_2019=TLSv1.2_2019 TLS_V1_2_2021=TLSv1.2_2021 TLS_V1_2_2025=TLSv1.2_2025
  TLS_V1_3_2025=TLSv1.3_2025
aws-cloudfront.SigningBehavior: ALWAYS=always ALWAYS_AMZ_AUTH=always-amz-auth NEVER=never NO_OVERRIDE=no-override
aws-cloudfront.SigningProtocol: SIGV4=sigv4 SIGV4A=sigv4a
aws-cloudfront.ViewerProtocolPolicy: HTTPS_ONLY=https-only REDIRECT_TO_HTTPS=redirect-to-https ALLOW_ALL=allow-all
aws-cognito.AccountRecovery: EMAIL_AND_PHONE_WITHOUT_MFA=#0 PHONE_WITHOUT_MFA_AND_EMAIL=#1 EMAIL_ONLY=#2
  PHONE_ONLY_WITHOUT_MFA=#3 PHONE_AND_EMAIL=#4 NONE=#5
aws-cognito.AdvancedSecurityMode: ENFORCED AUDIT OFF
aws-cognito.CustomThreatProtectionMode: FULL_FUNCTION=ENFORCED AUDIT_ONLY=AUDIT
aws-cognito.FeaturePlan: LITE ESSENTIALS PLUS
aws-cognito.LambdaVersion: V1_0 V2_0 V3_0
aws-cognito.ManagedLoginVersion: CLASSIC_HOSTED_UI=#1 NEWER_MANAGED_LOGIN=#2
aws-cognito.Mfa: OFF OPTIONAL REQUIRED=ON
aws-cognito.OidcAttributeRequestMethod: GET POST
aws-cognito.PasskeyUserVerification: PREFERRED=preferred REQUIRED=required
aws-cognito.SigningAlgorithm: RSA_SHA256=rsa-sha256
aws-cognito.StandardThreatProtectionMode: FULL_FUNCTION=ENFORCED AUDIT_ONLY=AUDIT NO_ENFORCEMENT=OFF
aws-cognito.UserPoolClientIdentityProvider: APPLE=SignInWithApple FACEBOOK=Facebook GOOGLE=Google
  AMAZON=LoginWithAmazon COGNITO
aws-cognito.UserPoolIdentityProviderSamlMetadataType: URL=url FILE=file
aws-cognito.VerificationEmailStyle: CODE=CONFIRM_WITH_CODE LINK=CONFIRM_WITH_LINK
aws-dynamodb.ApproximateCreationDateTimePrecision: MILLISECOND MICROSECOND
aws-dynamodb.AttributeType: BINARY=B NUMBER=N STRING=S
aws-dynamodb.BillingMode: PAY_PER_REQUEST PROVISIONED
aws-dynamodb.CapacityMode: FIXED AUTOSCALED
aws-dynamodb.ContributorInsightsMode: ACCESSED_AND_THROTTLED_KEYS THROTTLED_KEYS
aws-dynamodb.GlobalTableSettingsReplicationMode: ALL=ENABLED
aws-dynamodb.InputCompressionType: GZIP ZSTD NONE
aws-dynamodb.MultiRegionConsistency: EVENTUAL STRONG
aws-dynamodb.Operation: GET_ITEM=GetItem BATCH_GET_ITEM=BatchGetItem SCAN=Scan QUERY=Query GET_RECORDS=GetRecords
  PUT_ITEM=PutItem DELETE_ITEM=DeleteItem UPDATE_ITEM=UpdateItem BATCH_WRITE_ITEM=BatchWriteItem
  TRANSACT_WRITE_ITEMS=TransactWriteItems TRANSACT_GET_ITEMS=TransactGetItems EXECUTE_TRANSACTION=ExecuteTransaction
  BATCH_EXECUTE_STATEMENT=BatchExecuteStatement EXECUTE_STATEMENT=ExecuteStatement
aws-dynamodb.ProjectionType: KEYS_ONLY INCLUDE ALL
aws-dynamodb.StreamViewType: NEW_IMAGE OLD_IMAGE NEW_AND_OLD_IMAGES KEYS_ONLY
aws-dynamodb.TableClass: STANDARD STANDARD_INFREQUENT_ACCESS
aws-dynamodb.TableEncryption: DEFAULT=AWS_OWNED CUSTOMER_MANAGED AWS_MANAGED
aws-ec2.DefaultInstanceTenancy: DEFAULT=default DEDICATED=dedicated HOST=host
aws-ec2.InstanceClass: STANDARD3=standard3 M3=m3 STANDARD4=standard4 M4=m4 STANDARD5=standard5 M5=m5
  STANDARD5_NVME_DRIVE=standard5-nvme-drive M5D=m5d STANDARD5_AMD=standard5-amd M5A=m5a
  STANDARD5_AMD_NVME_DRIVE=standard5-amd-nvme-drive M5AD=m5ad STANDARD5_HIGH_PERFORMANCE=standard5-high-performance
  M5N=m5n STANDARD5_NVME_DRIVE_HIGH_PERFORMANCE=standard5-nvme-drive-high-performance M5DN=m5dn
  STANDARD5_HIGH_COMPUTE=standard5-high-compute M5ZN=m5zn MEMORY3=memory3 R3=r3 MEMORY4=memory4 R4=r4 MEMORY5=memory5
  R5=r5 MEMORY6_AMD=memory6-amd R6A=r6a MEMORY6_INTEL=memory6-intel R6I=r6i
  MEMORY6_INTEL_NVME_DRIVE=memory6-intel-nvme-drive R6ID=r6id
  MEMORY6_INTEL_HIGH_PERFORMANCE=memory6-intel-high-performance R6IN=r6in
  MEMORY6_INTEL_NVME_DRIVE_HIGH_PERFORMANCE=memory6-intel-nvme-drive-high-performance R6IDN=r6idn
  MEMORY5_HIGH_PERFORMANCE=memory5-high-performance R5N=r5n MEMORY5_NVME_DRIVE=memory5-nvme-drive R5D=r5d
  MEMORY5_NVME_DRIVE_HIGH_PERFORMANCE=memory5-nvme-drive-high-performance R5DN=r5dn MEMORY5_AMD=memory5-amd R5A=r5a
  MEMORY5_AMD_NVME_DRIVE=memory5-amd-nvme-drive R5AD=r5ad HIGH_MEMORY_3TB_1=high-memory-3tb-1 U_3TB1=u-3tb1
  HIGH_MEMORY_6TB_1=high-memory-6tb-1 U_6TB1=u-6tb1 HIGH_MEMORY_9TB_1=high-memory-9tb-1 U_9TB1=u-9tb1
  HIGH_MEMORY_12TB_1=high-memory-12tb-1 U_12TB1=u-12tb1 HIGH_MEMORY_18TB_1=high-memory-18tb-1 U_18TB1=u-18tb1
  HIGH_MEMORY_24TB_1=high-memory-24tb-1 U_24TB1=u-24tb1 HIGH_MEMORY_6TB_7=high-memory-6tb-7 U7I_6TB=u7i-6tb
  HIGH_MEMORY_8TB_7=high-memory-8tb-7 U7I_8TB=u7i-8tb HIGH_MEMORY_12TB_7=high-memory-12tb-7 U7I_12TB=u7i-12tb
  HIGH_MEMORY_HIGH_NETWORK_16TB_7=high-memory-high-network-16tb-7 U7IN_16TB=u7in-16tb
  HIGH_MEMORY_HIGH_NETWORK_24TB_7=high-memory-high-network-24tb-7 U7IN_24TB=u7in-24tb
  HIGH_MEMORY_HIGH_NETWORK_32TB_7=high-memory-high-network-32tb-7 U7IN_32TB=u7in-32tb
  HIGH_MEMORY_HIGH_NETWORK_HPE_32TB_7=high-memory-high-network-hpe-32tb-7 U7INH_32TB=u7inh-32tb
  MEMORY5_EBS_OPTIMIZED=memory5-ebs-optimized R5B=r5b MEMORY6_GRAVITON=memory6-graviton R6G=r6g
  MEMORY6_GRAVITON2_NVME_DRIVE=memory6-graviton2-nvme-drive R6GD=r6gd MEMORY7_GRAVITON=memory7-graviton R7G=r7g
  MEMORY7_GRAVITON3_NVME_DRIVE=memory7-graviton3-nvme-drive R7GD=r7gd MEMORY7_INTEL_BASE=memory7-intel-base R7I=r7i
  MEMORY7_INTEL=memory7-intel R7IZ=r7iz MEMORY8_INTEL_BASE=memory8-intel-base R8I=r8i
  MEMORY8_INTEL_FLEX=memory8-intel-flex R8I_FLEX=r8i-flex MEMORY7_AMD=memory7-amd R7A=r7a MEMORY8_AMD=memory8-amd
  R8A=r8a MEMORY8_GRAVITON=memory8-graviton R8G=r8g MEMORY8_GRAVITON4_NVME_DRIVE=memory8-graviton4-nvme-drive
  R8GD=r8gd MEMORY8_GRAVITON4_HIGH_NETWORK_BANDWIDTH=memory8-graviton4-high-network-bandwidth R8GN=r8gn
  MEMORY8_GRAVITON4_EBS_OPTIMIZED=memory8-graviton4-ebs-optimized R8GB=r8gb COMPUTE3=compute3 C3=c3 COMPUTE4=compute4
  C4=c4 COMPUTE5=compute5 C5=c5 COMPUTE5_NVME_DRIVE=compute5-nvme-drive C5D=c5d COMPUTE5_AMD=compute5-amd C5A=c5a
  COMPUTE5_AMD_NVME_DRIVE=compute5-amd-nvme-drive C5AD=c5ad COMPUTE5_HIGH_PERFORMANCE=compute5-high-performance
  C5N=c5n COMPUTE6_INTEL=compute6-intel C6I=c6i COMPUTE6_INTEL_NVME_DRIVE=compute6-intel-nvme-drive C6ID=c6id
  COMPUTE6_INTEL_HIGH_PERFORMANCE=compute6-intel-high-performance C6IN=c6in COMPUTE6_AMD=compute6-amd C6A=c6a
  COMPUTE6_GRAVITON2=compute6-graviton2 C6G=c6g COMPUTE7_GRAVITON3=compute7-graviton3 C7G=c7g
  COMPUTE8_GRAVITON4=compute8-graviton4 C8G=c8g COMPUTE6_GRAVITON2_NVME_DRIVE=compute6-graviton2-nvme-drive C6GD=c6gd
  COMPUTE7_GRAVITON3_NVME_DRIVE=compute7-graviton3-nvme-drive C7GD=c7gd
  COMPUTE8_GRAVITON4_NVME_DRIVE=compute8-graviton4-nvme-drive C8GD=c8gd
  COMPUTE6_GRAVITON2_HIGH_NETWORK_BANDWIDTH=compute6-graviton2-high-network-bandwidth C6GN=c6gn
  COMPUTE7_GRAVITON3_HIGH_NETWORK_BANDWIDTH=compute7-graviton3-high-network-bandwidth C7GN=c7gn
  COMPUTE8_GRAVITON4_HIGH_NETWORK_BANDWIDTH=compute8-graviton4-high-network-bandwidth C8GN=c8gn
  COMPUTE7_INTEL=compute7-intel C7I=c7i COMPUTE7_INTEL_FLEX=compute7-intel-flex C7I_FLEX=c7i-flex
  COMPUTE8_INTEL=compute8-intel C8I=c8i COMPUTE8_INTEL_FLEX=compute8-intel-flex C8I_FLEX=c8i-flex
  COMPUTE7_AMD=compute7-amd C7A=c7a COMPUTE8_AMD=compute8-amd C8A=c8a STORAGE2=storage2 D2=d2 STORAGE3=storage3 D3=d3
  STORAGE3_ENHANCED_NETWORK=storage3-enhanced-network D3EN=d3en STORAGE_COMPUTE_1=storage-compute-1 H1=h1
  TRAINING_ACCELERATOR1=training-accelerator1 TRN1=trn1
  TRAINING_ACCELERATOR1_ENHANCED_NETWORK=training-accelerator1-enhanced-network TRN1N=trn1n
  TRAINING_ACCELERATOR2=training-accelerator2 TRN2=trn2
  TRAINING_ACCELERATOR2_ULTRASERVER=training-accelerator2-ultraserver TRN2U=trn2u IO3=io3 I3=i3
  IO3_DENSE_NVME_DRIVE=io3-dense-nvme-drive I3EN=i3en IO4_INTEL=io4_intel I4I=i4i STORAGE4_GRAVITON=storage4_graviton
  I4G=i4g STORAGE4_GRAVITON_NETWORK_OPTIMIZED=storage4-graviton-network-optimized IM4GN=im4gn
  STORAGE4_GRAVITON_NETWORK_STORAGE_OPTIMIZED=storage4-graviton-network-storage-optimized IS4GEN=is4gen
  STORAGE7_INTEL_STORAGE_OPTIMIZED=storage7-intel-storage-optimized I7IE=i7ie IO7_INTEL=io7_intel I7I=i7i
  STORAGE8_GRAVITON=storage8-graviton I8G=i8g STORAGE8_GRAVITON_STORAGE_OPTIMIZED=storage8-graviton-storage-optimized
  I8GE=i8ge BURSTABLE2=burstable2 T2=t2 BURSTABLE3=burstable3 T3=t3 BURSTABLE3_AMD=burstable3-amd T3A=t3a
  BURSTABLE4_GRAVITON=burstable4-graviton T4G=t4g MEMORY_INTENSIVE_1=memory-intensive-1 X1=x1
  MEMORY_INTENSIVE_1_EXTENDED=memory-intensive-1-extended X1E=x1e
  MEMORY_INTENSIVE_2_GRAVITON2=memory-intensive-2-graviton2 X2G=x2g
  MEMORY_INTENSIVE_2_GRAVITON2_NVME_DRIVE=memory-intensive-2-graviton2-nvme-drive X2GD=x2gd
  MEMORY_INTENSIVE_2_XT_INTEL=memory_intensive_2_xt_intel X2IEDN=x2iedn
  MEMORY_INTENSIVE_2_INTEL=memory_intensive_2_intel X2IDN=x2idn
  MEMORY_INTENSIVE_2_XTZ_INTEL=memory_intensive_2_xtz_intel X2IEZN=x2iezn
  MEMORY_INTENSIVE_8_GRAVITON=memory-intensive-8-graviton X8G=x8g FPGA1=fpga1 F1=f1 FPGA2=fpga2 F2=f2
  GRAPHICS3_SMALL=graphics3-small G3S=g3s GRAPHICS3=graphics3 G3=g3
  GRAPHICS4_NVME_DRIVE_HIGH_PERFORMANCE=graphics4-nvme-drive-high-performance G4DN=g4dn
  GRAPHICS4_AMD_NVME_DRIVE=graphics4-amd-nvme-drive G4AD=g4ad GRAPHICS5=graphics5 G5=g5
  GRAPHICS5_GRAVITON2=graphics5-graviton2 G5G=g5g GRAPHICS6=graphics6 G6=g6 GRAPHICS6_EFFICIENT=graphics6-efficient
  G6E=g6e GRAPHICS7_EFFICIENT=graphics7-efficient G7E=g7e GRAPHICS_RAM_6=graphics-ram-6 GR6=gr6 PARALLEL2=parallel2
  P2=p2 PARALLEL3=parallel3 P3=p3 PARALLEL3_NVME_DRIVE_HIGH_PERFORMANCE=parallel3-nvme-drive-high-performance
  P3DN=p3dn PARALLEL4_NVME_DRIVE_EXTENDED=parallel4-nvme-drive-extended P4DE=p4de PARALLEL4=parallel4 P4D=p4d
  PARALLEL5=parallel5 P5=p5 PARALLEL5_EXTENDED=parallel5-extended P5E=p5e
  PARALLEL5_EXTENDED_NETWORK=parallel5-extended-network P5EN=p5en ARM1=arm1 A1=a1
  STANDARD6_GRAVITON=standard6-graviton M6G=m6g STANDARD6_INTEL=standard6-intel M6I=m6i
  STANDARD6_INTEL_NVME_DRIVE=standard6-intel-nvme-drive M6ID=m6id
  STANDARD6_INTEL_HIGH_PERFORMANCE=standard6-intel-high-performance M6IN=m6in
  STANDARD6_INTEL_NVME_DRIVE_HIGH_PERFORMANCE=standard6-intel-nvme-drive-high-performance M6IDN=m6idn
  STANDARD6_AMD=standard6-amd M6A=m6a STANDARD6_GRAVITON2_NVME_DRIVE=standard6-graviton2-nvme-drive M6GD=m6gd
  STANDARD7_GRAVITON=standard7-graviton M7G=m7g STANDARD8_GRAVITON=standard8-graviton M8G=m8g
  STANDARD7_GRAVITON3_NVME_DRIVE=standard7-graviton3-nvme-drive M7GD=m7gd
  STANDARD8_GRAVITON4_NVME_DRIVE=standard8-graviton4-nvme-drive M8GD=m8gd STANDARD8_INTEL=standard8-intel M8I=m8i
  STANDARD8_INTEL_FLEX=standard8-intel-flex M8I_FLEX=m8i-flex STANDARD7_INTEL=standard7-intel M7I=m7i
  STANDARD7_INTEL_FLEX=standard7-intel-flex M7I_FLEX=m7i-flex STANDARD7_AMD=standard7-amd M7A=m7a
  STANDARD8_AMD=standard8-amd M8A=m8a STANDARD9_GRAVITON=standard9-graviton M9G=m9g
  HIGH_COMPUTE_MEMORY1=high-compute-memory1 Z1D=z1d INFERENCE1=inference1 INF1=inf1 INFERENCE2=inference2 INF2=inf2
  MACINTOSH1_INTEL=macintosh1-intel MAC1=mac1 MACINTOSH2_M1=macintosh2-m1 MAC2=mac2 MACINTOSH2_M2=macintosh2-m2
  MAC2_M2=mac2-m2 MACINTOSH2_M2_PRO=macintosh2-m2-pro MAC2_M2PRO=mac2-m2pro MACINTOSH2_M1_ULTRA=macintosh2-m1-ultra
  MAC2_M1ULTRA=mac2-m1ultra VIDEO_TRANSCODING1=video-transcoding1 VT1=vt1
  HIGH_PERFORMANCE_COMPUTING6_AMD=high-performance-computing6-amd HPC6A=hpc6a
  HIGH_PERFORMANCE_COMPUTING6_INTEL_NVME_DRIVE=high-performance-computing6-intel-nvme-drive HPC6ID=hpc6id
  HIGH_PERFORMANCE_COMPUTING7_AMD=high-performance-computing7-amd HPC7A=hpc7a
  HIGH_PERFORMANCE_COMPUTING7_GRAVITON=high-performance-computing7-graviton HPC7G=hpc7g DEEP_LEARNING1=deep-learning1
  DL1=dl1 DEEP_LEARNING2_QUALCOMM=deep-learning2-qualcomm DL2Q=dl2q
aws-ec2.InstanceSize: NANO=nano MICRO=micro SMALL=small MEDIUM=medium LARGE=large XLARGE=xlarge XLARGE2=2xlarge
  XLARGE3=3xlarge XLARGE4=4xlarge XLARGE6=6xlarge XLARGE8=8xlarge XLARGE9=9xlarge XLARGE10=10xlarge XLARGE12=12xlarge
  XLARGE16=16xlarge XLARGE18=18xlarge XLARGE24=24xlarge XLARGE32=32xlarge XLARGE48=48xlarge XLARGE56=56xlarge
  XLARGE96=96xlarge XLARGE112=112xlarge XLARGE224=224xlarge XLARGE480=480xlarge METAL=metal XLARGE16METAL=metal-16xl
  XLARGE24METAL=metal-24xl XLARGE32METAL=metal-32xl XLARGE48METAL=metal-48xl
aws-ec2.SubnetType: PRIVATE_ISOLATED=Isolated ISOLATED=Deprecated_Isolated PRIVATE_WITH_EGRESS=Private
  PRIVATE_WITH_NAT=Deprecated_Private_NAT PRIVATE=Deprecated_Private PUBLIC=Public
aws-efs.LifecyclePolicy: AFTER_1_DAY AFTER_7_DAYS AFTER_14_DAYS AFTER_30_DAYS AFTER_60_DAYS AFTER_90_DAYS
  AFTER_180_DAYS AFTER_270_DAYS AFTER_365_DAYS
aws-efs.OutOfInfrequentAccessPolicy: AFTER_1_ACCESS
aws-efs.PerformanceMode: GENERAL_PURPOSE=generalPurpose MAX_IO=maxIO
aws-efs.ReplicationOverwriteProtection: ENABLED DISABLED
aws-efs.ThroughputMode: BURSTING=bursting PROVISIONED=provisioned ELASTIC=elastic
aws-events.HttpMethod: POST GET HEAD OPTIONS PUT PATCH DELETE
aws-events.IncludeDetail: FULL NONE
aws-events.Level: INFO ERROR TRACE OFF
aws-iam.AccessKeyStatus: ACTIVE=Active INACTIVE=Inactive EXPIRED=Expired
aws-iam.Effect: ALLOW=Allow DENY=Deny
aws-kinesis.ShardLevelMetrics: INCOMING_BYTES=IncomingBytes INCOMING_RECORDS=IncomingRecords
  ITERATOR_AGE_MILLISECONDS=IteratorAgeMilliseconds OUTGOING_BYTES=OutgoingBytes OUTGOING_RECORDS=OutgoingRecords
  READ_PROVISIONED_THROUGHPUT_EXCEEDED=ReadProvisionedThroughputExceeded
  WRITE_PROVISIONED_THROUGHPUT_EXCEEDED=WriteProvisionedThroughputExceeded ALL
aws-kinesis.StreamEncryption: UNENCRYPTED=NONE KMS MANAGED
aws-kinesis.StreamMode: PROVISIONED ON_DEMAND
aws-kinesisfirehose.BackupMode: ALL=#0 FAILED=#1
aws-kinesisfirehose.Compression: GZIP HADOOP_SNAPPY SNAPPY=Snappy ZIP UNCOMPRESSED
aws-kinesisfirehose.HttpBackupMode: FAILED=FailedDataOnly ALL=AllData
aws-kinesisfirehose.HttpCompression: GZIP NONE
aws-kinesisfirehose.OrcCompression: ZLIB SNAPPY NONE
aws-kinesisfirehose.OrcFormatVersion: V0_11 V0_12
aws-kinesisfirehose.ParquetCompression: GZIP SNAPPY UNCOMPRESSED
aws-kinesisfirehose.ParquetWriterVersion: V1 V2
aws-kinesisfirehose.StreamEncryptionType: UNENCRYPTED=#0 CUSTOMER_MANAGED=#1 AWS_OWNED=#2
aws-kinesisfirehose.SubRecordType: JSON DELIMITED
aws-kms.KeySpec: SYMMETRIC_DEFAULT RSA_2048 RSA_3072 RSA_4096 ECC_NIST_P256 ECC_NIST_P384 ECC_NIST_P521
  ECC_SECG_P256K1 HMAC_224 HMAC_256 HMAC_384 HMAC_512 SM2 ML_DSA_44 ML_DSA_65 ML_DSA_87 ECC_NIST_EDWARDS25519
aws-kms.KeyUsage: ENCRYPT_DECRYPT SIGN_VERIFY GENERATE_VERIFY_MAC KEY_AGREEMENT
aws-lambda-event-sources.AuthenticationMethod: SASL_SCRAM_512_AUTH SASL_SCRAM_256_AUTH BASIC_AUTH
  CLIENT_CERTIFICATE_TLS_AUTH
aws-lambda-nodejs.Charset: ASCII=ascii UTF8=utf8
aws-lambda-nodejs.OutputFormat: CJS=cjs ESM=esm
aws-lambda.AdotLambdaExecWrapper: REGULAR_HANDLER=/opt/otel-handler PROXY_HANDLER=/opt/otel-proxy-handler
  STREAM_HANDLER=/opt/otel-stream-handler INSTRUMENT_HANDLER=/opt/otel-instrument SQS_HANDLER=/opt/otel-sqs-handler
aws-lambda.ApplicationLogLevel: INFO DEBUG WARN TRACE ERROR FATAL
aws-lambda.Architecture: X86_64=x86_64 ARM_64=arm64
aws-lambda.DestinationType: FAILURE=Failure SUCCESS=Success
aws-lambda.EventRecordFormat: JSON SOURCE
aws-lambda.EventSourceMappingLogLevel: INFO DEBUG WARN
aws-lambda.FunctionUrlAuthType: AWS_IAM NONE
aws-lambda.HttpMethod: GET PUT HEAD POST DELETE PATCH OPTIONS ALL=*
aws-lambda.InvokeMode: BUFFERED RESPONSE_STREAM
aws-lambda.KafkaSchemaValidationAttribute: KEY VALUE
aws-lambda.LogFormat: TEXT=Text JSON
aws-lambda.LoggingFormat: TEXT=Text JSON
aws-lambda.MetricType: EVENT_COUNT=EventCount ERROR_COUNT=ErrorCount KAFKA_METRICS=KafkaMetrics
aws-lambda.NetworkConnectorComputeType: WEB_FUNCTION=WebFunction MICRO_VM=MicroVm
aws-lambda.NetworkConnectorProtocol: IPV4=IPv4 DUAL_STACK=DualStack
aws-lambda.ParamsAndSecretsLogLevel: DEBUG=debug INFO=info WARN=warn ERROR=error NONE=none
aws-lambda.ParamsAndSecretsVersions: V1_0_103=1.0.103
aws-lambda.RecursiveLoop: ALLOW=Allow TERMINATE=Terminate
aws-lambda.Runtime: NODEJS=nodejs NODEJS_4_3=nodejs4.3 NODEJS_6_10=nodejs6.10 NODEJS_8_10=nodejs8.10
  NODEJS_10_X=nodejs10.x NODEJS_12_X=nodejs12.x NODEJS_14_X=nodejs14.x NODEJS_16_X=nodejs16.x NODEJS_18_X=nodejs18.x
  NODEJS_20_X=nodejs20.x NODEJS_22_X=nodejs22.x NODEJS_24_X=nodejs24.x
  NODEJS_LATEST=nodejs24.x PYTHON_2_7=python2.7
  PYTHON_3_6=python3.6 PYTHON_3_7=python3.7 PYTHON_3_8=python3.8 PYTHON_3_9=python3.9 PYTHON_3_10=python3.10
  PYTHON_3_11=python3.11 PYTHON_3_12=python3.12 PYTHON_3_13=python3.13 PYTHON_3_14=python3.14 PYTHON_3_15=python3.15
  JAVA_8=java8 JAVA_8_CORRETTO=java8.al2 JAVA_11=java11 JAVA_17=java17 JAVA_21=java21 JAVA_25=java25
  JAVA_8_AL2023=java8.al2023 JAVA_11_AL2023=java11.al2023 JAVA_17_AL2023=java17.al2023 DOTNET_6=dotnet6
  DOTNET_8=dotnet8 DOTNET_9=dotnet9 DOTNET_10=dotnet10 DOTNET_CORE_1=dotnetcore1.0 DOTNET_CORE_2=dotnetcore2.0
  DOTNET_CORE_2_1=dotnetcore2.1 DOTNET_CORE_3_1=dotnetcore3.1 GO_1_X=go1.x RUBY_2_5=ruby2.5 RUBY_2_7=ruby2.7
  RUBY_3_2=ruby3.2 RUBY_3_3=ruby3.3 RUBY_3_4=ruby3.4 RUBY_4_0=ruby4.0 PROVIDED=provided PROVIDED_AL2=provided.al2
  PROVIDED_AL2023=provided.al2023
aws-lambda.S3ObjectStorageMode: COPY REFERENCE
aws-lambda.StartingPosition: TRIM_HORIZON LATEST AT_TIMESTAMP
aws-lambda.SystemLogLevel: INFO DEBUG WARN
aws-lambda.Tracing: ACTIVE=Active PASS_THROUGH=PassThrough DISABLED=Disabled
aws-lambda.UntrustedArtifactOnDeployment: ENFORCE=Enforce WARN=Warn
aws-lambda.WebFunctionAuthType: APPLICATION_MANAGED=ApplicationManaged IAM_AUTH=IamAuth
aws-lambda.WebFunctionEndpointType: HOME_REGION=HomeRegion MULTI_REGION=MultiRegion PER_REGION=PerRegion
aws-lambda.WebFunctionRuntime: NODEJS_24_X=nodejs24.x NODEJS_LATEST=nodejs24.x
aws-logs.Distribution: BY_LOG_STREAM=ByLogStream RANDOM=Random
aws-logs.LogGroupClass: STANDARD INFREQUENT_ACCESS DELIVERY
aws-logs.RetentionDays: ONE_DAY=#1 THREE_DAYS=#3 FIVE_DAYS=#5 ONE_WEEK=#7 TWO_WEEKS=#14 ONE_MONTH=#30 TWO_MONTHS=#60
  THREE_MONTHS=#90 FOUR_MONTHS=#120 FIVE_MONTHS=#150 SIX_MONTHS=#180 ONE_YEAR=#365 THIRTEEN_MONTHS=#400 EIGHTEEN_MONTHS=#545
  TWO_YEARS=#731 THREE_YEARS=#1096 FIVE_YEARS=#1827 SIX_YEARS=#2192 SEVEN_YEARS=#2557 EIGHT_YEARS=#2922 NINE_YEARS=#3288
  TEN_YEARS=#3653 INFINITE=#9999
aws-rds.AuroraCapacityUnit: ACU_1=#1 ACU_2=#2 ACU_4=#4 ACU_8=#8 ACU_16=#16 ACU_32=#32 ACU_64=#64 ACU_128=#128 ACU_192=#192
  ACU_256=#256 ACU_384=#384
aws-rds.ClientPasswordAuthType: MYSQL_NATIVE_PASSWORD POSTGRES_SCRAM_SHA_256 POSTGRES_MD5 SQL_SERVER_AUTHENTICATION
  MYSQL_CACHING_SHA2_PASSWORD
aws-rds.ClusterScailabilityType: STANDARD=standard LIMITLESS=limitless
aws-rds.ClusterScalabilityType: STANDARD=standard LIMITLESS=limitless
aws-rds.DBClusterStorageType: AURORA=aurora AURORA_IOPT1=aurora-iopt1
aws-rds.DatabaseInsightsMode: STANDARD=standard ADVANCED=advanced
aws-rds.DefaultAuthScheme: IAM_AUTH NONE
aws-rds.EngineLifecycleSupport: OPEN_SOURCE_RDS_EXTENDED_SUPPORT=open-source-rds-extended-support
  OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED=open-source-rds-extended-support-disabled
aws-rds.InstanceType: PROVISIONED SERVERLESS_V2
aws-rds.InstanceUpdateBehaviour: BULK ROLLING
aws-rds.LicenseModel: LICENSE_INCLUDED=license-included BRING_YOUR_OWN_LICENSE=bring-your-own-license
  GENERAL_PUBLIC_LICENSE=general-public-license
aws-rds.NetworkType: IPV4 DUAL IPV6
aws-rds.PerformanceInsightRetention: DEFAULT=#7 MONTHS_1=#31 MONTHS_2=#62 MONTHS_3=#93 MONTHS_4=#124 MONTHS_5=#155
  MONTHS_6=#186 MONTHS_7=#217 MONTHS_8=#248 MONTHS_9=#279 MONTHS_10=#310 MONTHS_11=#341 MONTHS_12=#372 MONTHS_13=#403
  MONTHS_14=#434 MONTHS_15=#465 MONTHS_16=#496 MONTHS_17=#527 MONTHS_18=#558 MONTHS_19=#589 MONTHS_20=#620 MONTHS_21=#651
  MONTHS_22=#682 MONTHS_23=#713 LONG_TERM=#731
aws-rds.ProxyEndpointTargetRole: READ_WRITE READ_ONLY
aws-rds.StorageType: STANDARD=standard GP2=gp2 GP3=gp3 IO1=io1 IO2=io2
aws-rds.TimeoutAction: FORCE_APPLY_CAPACITY_CHANGE=ForceApplyCapacityChange
  ROLLBACK_CAPACITY_CHANGE=RollbackCapacityChange
aws-s3.BlockedEncryptionType: NONE SSE_C=SSE-C
aws-s3.BucketAccessControl: PRIVATE=Private PUBLIC_READ=PublicRead PUBLIC_READ_WRITE=PublicReadWrite
  AUTHENTICATED_READ=AuthenticatedRead LOG_DELIVERY_WRITE=LogDeliveryWrite BUCKET_OWNER_READ=BucketOwnerRead
  BUCKET_OWNER_FULL_CONTROL=BucketOwnerFullControl AWS_EXEC_READ=AwsExecRead
aws-s3.BucketEncryption: UNENCRYPTED KMS_MANAGED S3_MANAGED KMS DSSE_MANAGED DSSE
aws-s3.BucketNamespace: GLOBAL=global ACCOUNT_REGIONAL=account-regional
aws-s3.EventType: OBJECT_CREATED=s3:ObjectCreated:* OBJECT_CREATED_PUT=s3:ObjectCreated:Put
  OBJECT_CREATED_POST=s3:ObjectCreated:Post OBJECT_CREATED_COPY=s3:ObjectCreated:Copy
  OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD=s3:ObjectCreated:CompleteMultipartUpload OBJECT_REMOVED=s3:ObjectRemoved:*
  OBJECT_REMOVED_DELETE=s3:ObjectRemoved:Delete
  OBJECT_REMOVED_DELETE_MARKER_CREATED=s3:ObjectRemoved:DeleteMarkerCreated OBJECT_RESTORE_POST=s3:ObjectRestore:Post
  OBJECT_RESTORE_COMPLETED=s3:ObjectRestore:Completed OBJECT_RESTORE_DELETE=s3:ObjectRestore:Delete
  REDUCED_REDUNDANCY_LOST_OBJECT=s3:ReducedRedundancyLostObject
  REPLICATION_OPERATION_FAILED_REPLICATION=s3:Replication:OperationFailedReplication
  REPLICATION_OPERATION_MISSED_THRESHOLD=s3:Replication:OperationMissedThreshold
  REPLICATION_OPERATION_REPLICATED_AFTER_THRESHOLD=s3:Replication:OperationReplicatedAfterThreshold
  REPLICATION_OPERATION_NOT_TRACKED=s3:Replication:OperationNotTracked LIFECYCLE_EXPIRATION=s3:LifecycleExpiration:*
  LIFECYCLE_EXPIRATION_DELETE=s3:LifecycleExpiration:Delete
  LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED=s3:LifecycleExpiration:DeleteMarkerCreated
  LIFECYCLE_TRANSITION=s3:LifecycleTransition INTELLIGENT_TIERING=s3:IntelligentTiering
  OBJECT_TAGGING=s3:ObjectTagging:* OBJECT_TAGGING_PUT=s3:ObjectTagging:Put
  OBJECT_TAGGING_DELETE=s3:ObjectTagging:Delete OBJECT_ACL_PUT=s3:ObjectAcl:Put OBJECT_RESTORE=s3:ObjectRestore:*
  REPLICATION=s3:Replication:*
aws-s3.HttpMethods: GET PUT HEAD POST DELETE
aws-s3.InventoryFormat: CSV PARQUET=Parquet ORC
aws-s3.InventoryFrequency: DAILY=Daily WEEKLY=Weekly
aws-s3.InventoryObjectVersion: ALL=All CURRENT=Current
aws-s3.ObjectLockMode: GOVERNANCE COMPLIANCE
aws-s3.ObjectOwnership: BUCKET_OWNER_ENFORCED=BucketOwnerEnforced BUCKET_OWNER_PREFERRED=BucketOwnerPreferred
  OBJECT_WRITER=ObjectWriter
aws-s3.PartitionDateSource: EVENT_TIME=EventTime DELIVERY_TIME=DeliveryTime
aws-s3.RedirectProtocol: HTTP=http HTTPS=https
aws-s3.StorageClass: INFREQUENT_ACCESS=STANDARD_IA ONE_ZONE_INFREQUENT_ACCESS=ONEZONE_IA GLACIER
  GLACIER_INSTANT_RETRIEVAL=GLACIER_IR DEEP_ARCHIVE INTELLIGENT_TIERING
aws-s3.TransitionDefaultMinimumObjectSize: ALL_STORAGE_CLASSES_128_K=all_storage_classes_128K
  VARIES_BY_STORAGE_CLASS=varies_by_storage_class
aws-secretsmanager.AttachmentTargetType: RDS_DB_INSTANCE=AWS::RDS::DBInstance INSTANCE=deprecated_AWS::RDS::DBInstance
  RDS_DB_CLUSTER=AWS::RDS::DBCluster CLUSTER=deprecated_AWS::RDS::DBCluster RDS_DB_PROXY=AWS::RDS::DBProxy
  REDSHIFT_CLUSTER=AWS::Redshift::Cluster DOCDB_DB_INSTANCE=AWS::DocDB::DBInstance
  DOCDB_DB_CLUSTER=AWS::DocDB::DBCluster
aws-sns.BackoffFunction: ARITHMETIC EXPONENTIAL GEOMETRIC LINEAR
aws-sns.FifoThroughputScope: TOPIC=Topic MESSAGE_GROUP=MessageGroup
aws-sns.LoggingProtocol: HTTP=http/s SQS=sqs LAMBDA=lambda FIREHOSE=firehose APPLICATION=application
aws-sns.SubscriptionProtocol: HTTP=http HTTPS=https EMAIL=email EMAIL_JSON=email-json SMS=sms SQS=sqs
  APPLICATION=application LAMBDA=lambda FIREHOSE=firehose
aws-sns.TracingConfig: PASS_THROUGH=PassThrough ACTIVE=Active
aws-sqs.DeduplicationScope: MESSAGE_GROUP=messageGroup QUEUE=queue
aws-sqs.FifoThroughputLimit: PER_QUEUE=perQueue PER_MESSAGE_GROUP_ID=perMessageGroupId
aws-sqs.QueueEncryption: UNENCRYPTED=NONE KMS_MANAGED KMS SQS_MANAGED
aws-sqs.RedrivePermission: ALLOW_ALL=allowAll DENY_ALL=denyAll BY_QUEUE=byQueue
aws-ssm.ParameterDataType: TEXT=text AWS_EC2_IMAGE=aws:ec2:image
aws-ssm.ParameterTier: ADVANCED=Advanced INTELLIGENT_TIERING=Intelligent-Tiering STANDARD=Standard
aws-ssm.ParameterType: STRING=String SECURE_STRING=SecureString STRING_LIST=StringList
  AWS_EC2_IMAGE_ID=AWS::EC2::Image::Id
aws-ssm.ParameterValueType: STRING=String AWS_EC2_AVAILABILITYZONE_NAME=AWS::EC2::AvailabilityZone::Name
  AWS_EC2_IMAGE_ID=AWS::EC2::Image::Id AWS_EC2_INSTANCE_ID=AWS::EC2::Instance::Id
  AWS_EC2_KEYPAIR_KEYNAME=AWS::EC2::KeyPair::KeyName
  AWS_EC2_SECURITYGROUP_GROUPNAME=AWS::EC2::SecurityGroup::GroupName
  AWS_EC2_SECURITYGROUP_ID=AWS::EC2::SecurityGroup::Id AWS_EC2_SUBNET_ID=AWS::EC2::Subnet::Id
  AWS_EC2_VOLUME_ID=AWS::EC2::Volume::Id AWS_EC2_VPC_ID=AWS::EC2::VPC::Id
  AWS_ROUTE53_HOSTEDZONE_ID=AWS::Route53::HostedZone::Id
aws-stepfunctions-tasks.ActionAfterCompletion: NONE DELETE
aws-stepfunctions-tasks.AuthType: NO_AUTH IAM_ROLE RESOURCE_POLICY
aws-stepfunctions-tasks.CustomizationType: FINE_TUNING CONTINUED_PRE_TRAINING DISTILLATION
aws-stepfunctions-tasks.DynamoConsumedCapacity: INDEXES TOTAL NONE
aws-stepfunctions-tasks.DynamoItemCollectionMetrics: SIZE NONE
aws-stepfunctions-tasks.DynamoReturnValues: NONE ALL_OLD UPDATED_OLD ALL_NEW UPDATED_NEW
aws-stepfunctions-tasks.EncryptionOption: S3_MANAGED=SSE_S3 KMS=SSE_KMS CLIENT_SIDE_KMS=CSE_KMS
aws-stepfunctions-tasks.ExecutionClass: FLEX STANDARD
aws-stepfunctions-tasks.HttpMethod: GET POST PUT DELETE PATCH HEAD OPTIONS
aws-stepfunctions-tasks.HttpMethods: GET POST PUT DELETE PATCH HEAD
aws-stepfunctions-tasks.InputMode: PIPE=Pipe FILE=File FAST_FILE=FastFile
aws-stepfunctions-tasks.InvocationType: REQUEST_RESPONSE=RequestResponse EVENT=Event DRY_RUN=DryRun
aws-stepfunctions-tasks.LambdaInvocationType: REQUEST_RESPONSE=RequestResponse EVENT=Event DRY_RUN=DryRun
aws-stepfunctions-tasks.MessageAttributeDataType: STRING=String STRING_ARRAY=String.Array NUMBER=Number BINARY=Binary
aws-stepfunctions-tasks.Mode: SINGLE_MODEL=SingleModel MULTI_MODEL=MultiModel
aws-stepfunctions-tasks.URLEncodingFormat: BRACKETS COMMAS DEFAULT INDICES NONE REPEAT
aws-stepfunctions.CsvDelimiter: COMMA PIPE SEMICOLON SPACE TAB
aws-stepfunctions.CsvHeaderLocation: FIRST_ROW GIVEN
aws-stepfunctions.Errors: ALL=States.ALL HEARTBEAT_TIMEOUT=States.HeartbeatTimeout TIMEOUT=States.Timeout
  TASKS_FAILED=States.TaskFailed PERMISSIONS=States.Permissions
  RESULT_PATH_MATCH_FAILURE=States.ResultPathMatchFailure PARAMETER_PATH_FAILURE=States.ParameterPathFailure
  BRANCH_FAILED=States.BranchFailed NO_CHOICE_MATCHED=States.NoChoiceMatched
aws-stepfunctions.IntegrationPattern: REQUEST_RESPONSE RUN_JOB WAIT_FOR_TASK_TOKEN
aws-stepfunctions.JitterType: FULL NONE
aws-stepfunctions.LogLevel: OFF ALL ERROR FATAL
aws-stepfunctions.OutputType: JSON JSONL
aws-stepfunctions.ProcessorMode: INLINE DISTRIBUTED
aws-stepfunctions.ProcessorType: STANDARD EXPRESS
aws-stepfunctions.QueryLanguage: JSON_PATH=JSONPath JSONATA=JSONata
aws-stepfunctions.ServiceIntegrationPattern: FIRE_AND_FORGET SYNC WAIT_FOR_TASK_TOKEN
aws-stepfunctions.StateMachineType: EXPRESS STANDARD
aws-stepfunctions.Transformation: NONE COMPACT FLATTEN
core.ArnFormat: NO_RESOURCE_NAME=arn:aws:service:region:account:resource
  COLON_RESOURCE_NAME=arn:aws:service:region:account:resource:resourceName
  SLASH_RESOURCE_NAME=arn:aws:service:region:account:resource/resourceName
  SLASH_RESOURCE_SLASH_RESOURCE_NAME=arn:aws:service:region:account:/resource/resourceName
core.IgnoreMode: GLOB=glob GIT=git DOCKER=docker
core.RemovalPolicy: DESTROY=destroy RETAIN=retain SNAPSHOT=snapshot
  RETAIN_ON_UPDATE_OR_DELETE=retain-on-update-or-delete
core.SymlinkFollowMode: NEVER=never ALWAYS=always EXTERNAL=external BLOCK_EXTERNAL=internal-only
core.TagType: STANDARD=StandardTag AUTOSCALING_GROUP=AutoScalingGroupTag MAP=StringToStringMap KEY_VALUE=KeyValue
  NOT_TAGGABLE=NotTaggable
`;
